package org.vlsverify.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.Transport;
import org.vlsverify.sessions.design.Design;

/**
 * Loads a copy of the designs that reports to {@link Counts} every call that takes a lock or is an
 * atomic read-modify-write. The interface is not copied, so that a copied design can be used as any
 * other. Calls within the JDK are not counted: a lock counts as one, whatever its implementation.
 */
final class CountingClassLoader extends ClassLoader {

  private static final Set<String> COPIED =
      Set.of(Design.class.getPackageName(), SharedSessions.class.getPackageName() + ".locks");

  private static final String COUNTS = Type.getInternalName(Counts.class);
  private static final String LOCKS = "java/util/concurrent/locks/";
  private static final Set<String> MAKERS_OF_LOCKS =
      Set.of(LOCKS + "ReadWriteLock", LOCKS + "ReentrantReadWriteLock");
  private static final Pattern TAKES_LOCK =
      Pattern.compile("lock|lockInterruptibly|tryLock|(try)?(Read|read|Write|write)Lock.*");
  private static final Pattern CONVERTS_LOCK = Pattern.compile("tryConvertTo.*");
  private static final Pattern ATOMIC =
      Pattern.compile(
          "java/util/concurrent/atomic/(Atomic|Striped|Long|Double).*"
              + "|java/lang/invoke/VarHandle|sun/misc/Unsafe");
  private static final Pattern READ_MODIFY_WRITE =
      Pattern.compile(
          "(weakCompare|compare)And.*|getAnd.*|.*AndGet|add|accumulate|increment|decrement");
  private static final Pattern CONCURRENT_MAP =
      Pattern.compile("java/util/concurrent/Concurrent.*(Map|Set|KeySetView)");
  private static final Pattern MAP_CHANGE =
      Pattern.compile("put.*|remove.*|compute.*|merge|replace.*|clear|add.*");

  CountingClassLoader() {
    super(CountingClassLoader.class.getClassLoader());
  }

  /** Shared sessions of the copied design. */
  SharedSessions make(Design design, SharedSessionsConfig config, Transport transport) {
    try {
      Class<?> copied = loadClass(Design.class.getName());
      for (Object constant : copied.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(design.name())) {
          return (SharedSessions)
              copied
                  .getMethod("create", SharedSessionsConfig.class, Transport.class)
                  .invoke(constant, config, transport);
        }
      }
      throw new IllegalStateException("the copy has no " + design);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the copy cannot be used", e);
    }
  }

  private static boolean isCopied(String name) {
    return COPIED.stream().anyMatch(prefix -> name.startsWith(prefix + "."));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isCopied(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] counted = counted(in.readAllBytes());
      return defineClass(name, counted, 0, counted.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class with calls of {@link Counts} added. */
  static byte[] counted(byte[] original) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new CountingClass(writer), 0);
    return writer.toByteArray();
  }

  private static boolean takesLock(String owner, String name) {
    return owner.startsWith(LOCKS)
        && !MAKERS_OF_LOCKS.contains(owner)
        && (TAKES_LOCK.matcher(name).matches() || CONVERTS_LOCK.matcher(name).matches());
  }

  private static boolean isReadModifyWrite(String owner, String name) {
    return ATOMIC.matcher(owner).matches() && READ_MODIFY_WRITE.matcher(name).matches();
  }

  private static boolean isMapChange(String owner, String name) {
    return CONCURRENT_MAP.matcher(owner).matches() && MAP_CHANGE.matcher(name).matches();
  }

  private static final class CountingClass extends ClassVisitor {
    CountingClass(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new CountingMethod(
          super.visitMethod(access, name, descriptor, signature, exceptions),
          (access & Opcodes.ACC_SYNCHRONIZED) != 0);
    }
  }

  private static final class CountingMethod extends MethodVisitor {
    private final boolean isSynchronized;

    CountingMethod(MethodVisitor next, boolean isSynchronized) {
      super(Opcodes.ASM9, next);
      this.isSynchronized = isSynchronized;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (isSynchronized) {
        tell("monitor", "()V");
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.MONITORENTER) {
        tell("monitor", "()V");
      }
      super.visitInsn(opcode);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (takesLock(owner, name)) {
        if (Type.getArgumentTypes(descriptor).length > 0) {
          throw new IllegalStateException("cannot count " + owner + "." + name + descriptor);
        }
        super.visitInsn(Opcodes.DUP);
        tell("lock", "(Ljava/lang/Object;)V");
      } else if (isReadModifyWrite(owner, name)) {
        tell("readModifyWrite", "()V");
      } else if (isMapChange(owner, name)) {
        tell("mapChange", "()V");
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    /** A method reference is called from code that is not instrumented. */
    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof Handle called
            && (takesLock(called.getOwner(), called.getName())
                || isReadModifyWrite(called.getOwner(), called.getName())
                || isMapChange(called.getOwner(), called.getName()))) {
          throw new IllegalStateException("cannot count the method reference " + called);
        }
      }
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    private void tell(String what, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, COUNTS, what, descriptor, false);
    }
  }
}
