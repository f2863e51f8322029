package org.vlsverify.linearizability.stepping;

import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites a class: calls of {@code Lock.lock} and {@code unlock} go to {@link Tap}; it is told of
 * accesses to volatile fields and atomic arrays, and of the ends of constructors. What else threads
 * could notice is an {@link UnknownAccessException}.
 */
final class TapVisitor extends ClassVisitor {
  private static final String TAP = Type.getInternalName(Tap.class);
  private static final String LOCKS = "java/util/concurrent/locks/";
  private static final String LOCK = LOCKS + "Lock";
  private static final String ATOMIC_ARRAY = "java/util/concurrent/atomic/AtomicReferenceArray";
  private static final String CONSTRUCTOR = "<init>";

  /** Calls by which threads cannot notice each other. */
  private static final Map<String, Set<String>> HARMLESS =
      Map.of(
          LOCKS + "ReadWriteLock",
          Set.of("readLock", "writeLock"),
          LOCKS + "ReentrantLock",
          Set.of(CONSTRUCTOR),
          LOCKS + "ReentrantReadWriteLock",
          Set.of(CONSTRUCTOR),
          ATOMIC_ARRAY,
          Set.of(CONSTRUCTOR, "length"));

  /** In these are calls by which threads can notice each other. */
  private static final Set<String> NOTICEABLE =
      Set.of(
          "java/util/concurrent/", "java/lang/invoke/VarHandle", "java/lang/Thread", "sun/misc/");

  private static final Set<String> OF_MONITORS = Set.of("wait", "notify", "notifyAll");

  private final BiPredicate<String, String> isVolatile;
  private String name;

  /**
   * @param isVolatile of the internal name of a class and the name of its field
   */
  TapVisitor(ClassVisitor next, BiPredicate<String, String> isVolatile) {
    super(Opcodes.ASM9, next);
    this.isVolatile = isVolatile;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    this.name = name;
    super.visit(version, access, name, signature, parent, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String method, String descriptor, String signature, String[] exceptions) {
    String place = name.replace('/', '.') + "." + method;
    if ((access & (Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE)) != 0) {
      throw new UnknownAccessException(place, "the modifier synchronized or native");
    }
    return new Tapped(
        super.visitMethod(access, method, descriptor, signature, exceptions),
        place,
        method.equals(CONSTRUCTOR));
  }

  private final class Tapped extends MethodVisitor {
    private final String place;
    private final boolean constructs;

    Tapped(MethodVisitor next, String place, boolean constructs) {
      super(Opcodes.ASM9, next);
      this.place = place;
      this.constructs = constructs;
    }

    private void tell(String what, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, TAP, what, descriptor, false);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String called, String descriptor, boolean isInterface) {
      if (owner.equals(LOCK) && (called.equals("lock") || called.equals("unlock"))) {
        tell(called, "(L" + LOCK + ";)V");
      } else if (owner.equals(ATOMIC_ARRAY) && called.equals("set")) {
        tell("write", "()V");
        super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
      } else if (owner.equals(ATOMIC_ARRAY) && called.equals("get")) {
        super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
        tell("read", "()V");
      } else {
        requireHarmless(owner, called);
        super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
      }
    }

    private void requireHarmless(String owner, String called) {
      boolean noticeable =
          NOTICEABLE.stream().anyMatch(owner::startsWith) || OF_MONITORS.contains(called);
      if (noticeable && !HARMLESS.getOrDefault(owner, Set.of()).contains(called)) {
        throw new UnknownAccessException(
            place, "a call of " + owner.replace('/', '.') + "." + called);
      }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
      boolean tapped = isVolatile.test(owner, field);
      if (tapped && (opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC)) {
        tell("write", "()V");
      }
      super.visitFieldInsn(opcode, owner, field, descriptor);
      if (tapped && (opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC)) {
        tell("read", "()V");
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.MONITORENTER) {
        throw new UnknownAccessException(place, "a synchronized block");
      }
      if (opcode == Opcodes.RETURN && constructs) {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        tell("made", "(Ljava/lang/Object;)V");
      }
      super.visitInsn(opcode);
    }
  }
}
