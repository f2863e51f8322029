package org.vlsverify.linearizability.stepping;

import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites a class so that accesses which threads can notice are intercepted. How, a subclass says;
 * what it does not know is an {@link UnknownAccessException}.
 */
public abstract class InterceptingVisitor extends ClassVisitor {
  protected static final String LOCKS = "java/util/concurrent/locks/";
  protected static final String LOCK = LOCKS + "Lock";
  protected static final String STAMPED_LOCK = LOCKS + "StampedLock";
  protected static final String ATOMIC = "java/util/concurrent/atomic/";
  protected static final String VARIABLE = "java/lang/invoke/VarHandle";
  protected static final String TRANSPORT = "org/vlsverify/sessions/Transport";
  protected static final String CONSTRUCTOR = "<init>";

  protected static final String THREAD = "java/lang/Thread";

  /** In these are calls by which threads can notice each other. */
  private static final Set<String> NOTICEABLE =
      Set.of("java/util/concurrent/", VARIABLE, THREAD, "sun/misc/");

  private static final Set<String> OF_MONITORS = Set.of("wait", "notify", "notifyAll");

  private String name;

  /**
   * For subclasses.
   *
   * @param next not null
   */
  protected InterceptingVisitor(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** The internal name of the class. */
  protected final String name() {
    return name;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    this.name = name;
    super.visit(version, access, name, signature, parent, interfaces);
  }

  @Override
  public final MethodVisitor visitMethod(
      int access, String method, String descriptor, String signature, String[] exceptions) {
    String place = name.replace('/', '.') + "." + method;
    if ((access & (Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE)) != 0) {
      throw new UnknownAccessException(place, "the modifier synchronized or native");
    }
    MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
    return (access & Opcodes.ACC_ABSTRACT) != 0 ? next : of(next, place, method, descriptor);
  }

  /**
   * The visitor of a method.
   *
   * @param next not null
   * @param place class and method, for messages; not null
   * @param method its name
   * @param descriptor its parameters and result
   * @return not null
   */
  protected abstract Intercepting of(
      MethodVisitor next, String place, String method, String descriptor);

  /** Rewrites a method. */
  protected abstract static class Intercepting extends MethodVisitor {
    private final String place;

    /**
     * For subclasses.
     *
     * @param next not null
     * @param place class and method, not null
     */
    protected Intercepting(MethodVisitor next, String place) {
      super(Opcodes.ASM9, next);
      this.place = place;
    }

    /** Whether a call is a short wait in a loop. */
    protected static boolean isPause(String owner, String called) {
      return owner.equals(THREAD) && (called.equals("onSpinWait") || called.equals("yield"));
    }

    /**
     * Refuses calls by which threads can notice each other.
     *
     * @param isKnown whether the subclass knows this one
     */
    protected final void requireKnown(String owner, String called, boolean isKnown) {
      boolean noticeable =
          NOTICEABLE.stream().anyMatch(owner::startsWith) || OF_MONITORS.contains(called);
      if (noticeable && !isKnown) {
        throw unknown("a call of " + owner.replace('/', '.') + "." + called);
      }
    }

    /** An access that cannot be intercepted. */
    protected final UnknownAccessException unknown(String what) {
      return new UnknownAccessException(place, what);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.MONITORENTER) {
        throw unknown("a synchronized block");
      }
      super.visitInsn(opcode);
    }
  }
}
