package org.vlsverify.linearizability.stepping;

import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites a class: accesses to locks, volatile fields, atomic arrays and variables go to {@link
 * Tap}, or it is told of them, as of calls of VPP, and of ends of constructors. What else threads
 * could notice is an {@link UnknownAccessException}.
 */
public final class TapVisitor extends InterceptingVisitor {
  private static final String TAP = Type.getInternalName(Tap.class);
  private static final String REFERENCES = ATOMIC + "AtomicReferenceArray";
  private static final String LONGS = ATOMIC + "AtomicLongArray";
  private static final String INTEGERS = ATOMIC + "AtomicIntegerArray";

  /** Calls in the place of which the method of {@link Tap} with the same name is called. */
  private static final Map<String, Set<String>> REPLACED =
      Map.of(
          LOCK,
          Set.of("lock", "unlock"),
          STAMPED_LOCK,
          Set.of("writeLock", "unlockWrite", "tryOptimisticRead", "validate"),
          REFERENCES,
          Set.of("get", "set", "setRelease", "compareAndSet"),
          LONGS,
          Set.of("get", "set", "compareAndSet"),
          INTEGERS,
          Set.of("set"));

  /**
   * Calls by which threads cannot notice each other, or not in another way than by a plain field.
   */
  private static final Map<String, Set<String>> HARMLESS =
      Map.of(
          LOCKS + "ReadWriteLock",
          Set.of("readLock", "writeLock"),
          LOCKS + "ReentrantLock",
          Set.of(CONSTRUCTOR),
          LOCKS + "ReentrantReadWriteLock",
          Set.of(CONSTRUCTOR),
          STAMPED_LOCK,
          Set.of(CONSTRUCTOR),
          REFERENCES,
          Set.of(CONSTRUCTOR, "length", "getPlain", "setPlain"),
          LONGS,
          Set.of(CONSTRUCTOR, "length"),
          INTEGERS,
          Set.of(CONSTRUCTOR, "length", "getPlain", "setPlain"),
          VARIABLE,
          Set.of("set"));

  /** Calls of a variable of type long, with the object that has it. */
  private static final Map<String, String> OF_VARIABLES =
      Map.of("compareAndSet", "\\(L[^;]+;JJ\\)Z", "setRelease", "\\(L[^;]+;J\\)V");

  private final BiPredicate<String, String> isVolatile;
  private final Set<String> racy;

  /**
   * @param isVolatile of the internal name of a class and the name of its field
   * @param racy simple names of classes with plain fields that are read without a lock: their calls
   *     from other classes are accesses
   */
  TapVisitor(ClassVisitor next, BiPredicate<String, String> isVolatile, Set<String> racy) {
    super(next);
    this.isVolatile = isVolatile;
    this.racy = racy;
  }

  /**
   * A visitor that tells nothing of plain fields.
   *
   * @param next not null
   * @param fields of all classes of the design, not null
   * @return a new one
   */
  public static TapVisitor of(ClassVisitor next, TappedClasses.Fields fields) {
    return new TapVisitor(next, fields::isVolatile, Set.of());
  }

  @Override
  protected Intercepting of(MethodVisitor next, String place, String method, String descriptor) {
    return new Tapped(next, place, method.equals(CONSTRUCTOR));
  }

  private static String simple(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1);
  }

  private final class Tapped extends Intercepting {
    private final boolean constructs;

    Tapped(MethodVisitor next, String place, boolean constructs) {
      super(next, place);
      this.constructs = constructs;
    }

    private void tell(String what, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, TAP, what, descriptor, false);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String called, String descriptor, boolean isInterface) {
      if (REPLACED.getOrDefault(owner, Set.of()).contains(called)) {
        tell(called, "(L" + owner + ";" + descriptor.substring(1));
      } else if (owner.equals(VARIABLE)
          && OF_VARIABLES.containsKey(called)
          && descriptor.matches(OF_VARIABLES.get(called))) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        arguments[0] = Type.getType(Object.class);
        String object = Type.getMethodDescriptor(Type.getReturnType(descriptor), arguments);
        tell(called, "(L" + owner + ";" + object.substring(1));
      } else if (isPause(owner, called)) {
        tell("pause", "()V");
      } else {
        requireKnown(owner, called, HARMLESS.getOrDefault(owner, Set.of()).contains(called));
        boolean ofRacy =
            opcode == Opcodes.INVOKEVIRTUAL
                && racy.contains(simple(owner))
                && !owner.equals(name());
        if (ofRacy || owner.equals(TRANSPORT)) {
          super.visitInsn(Opcodes.ACONST_NULL);
          super.visitLdcInsn(simple(owner) + "." + called);
          tell("before", "(Ljava/lang/Object;Ljava/lang/String;)V");
        }
        super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
      }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
      boolean tapped = isVolatile.test(owner, field);
      boolean writes = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
      if (tapped) {
        if (Type.getType(descriptor).getSize() != 1 && writes) {
          throw unknown("a write of a volatile field of two words");
        }
        switch (opcode) {
          case Opcodes.GETFIELD -> super.visitInsn(Opcodes.DUP);
          case Opcodes.PUTFIELD -> {
            super.visitInsn(Opcodes.DUP2);
            super.visitInsn(Opcodes.POP);
          }
          default -> super.visitInsn(Opcodes.ACONST_NULL);
        }
        super.visitLdcInsn(simple(owner) + "." + field);
        tell(writes ? "beforeWrite" : "before", "(Ljava/lang/Object;Ljava/lang/String;)V");
        if (writes) {
          tell("write", "()V");
        }
      }
      super.visitFieldInsn(opcode, owner, field, descriptor);
      if (tapped && !writes) {
        tell("read", "()V");
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.RETURN && constructs) {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        tell("made", "(Ljava/lang/Object;)V");
      }
      super.visitInsn(opcode);
    }
  }
}
