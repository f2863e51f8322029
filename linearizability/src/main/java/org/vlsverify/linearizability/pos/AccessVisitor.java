package org.vlsverify.linearizability.pos;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.vlsverify.linearizability.pos.Site.Kind;
import org.vlsverify.linearizability.stepping.InterceptingVisitor;
import org.vlsverify.linearizability.stepping.Tap;
import org.vlsverify.linearizability.stepping.TappedClasses.Fields;

/**
 * Rewrites a class: {@link Access} is told of each access that threads can notice, before it
 * happens. That is an access to a field that is not final, to an element of an array, to an atomic
 * object, a call of a lock, of a collection or of VPP, and a wait in a loop. What else threads
 * could notice is an {@link UnknownAccessException}.
 *
 * <p>Constructors are left out: other threads do not know the object yet.
 */
final class AccessVisitor extends InterceptingVisitor {
  private static final String TAP = Type.getInternalName(Tap.class);
  private static final String ACCESS = Type.getInternalName(Access.class);
  private static final String PAIR = LOCKS + "ReadWriteLock";

  private static final Set<String> LOCK_CLASSES =
      Set.of(
          LOCK,
          LOCKS + "ReentrantLock",
          LOCKS + "ReentrantReadWriteLock$ReadLock",
          LOCKS + "ReentrantReadWriteLock$WriteLock");

  private static final Set<String> PAIR_CLASSES = Set.of(PAIR, LOCKS + "ReentrantReadWriteLock");

  /** Classes of the JDK with a state that their calls read or change. */
  private static final Set<String> COLLECTIONS =
      Set.of(
          "java/util/List",
          "java/util/ArrayList",
          "java/util/Map",
          "java/util/HashMap",
          "java/util/TreeMap",
          "java/util/Set",
          "java/util/HashSet",
          "java/util/TreeSet",
          "java/util/Collection",
          "java/util/BitSet",
          "java/util/Deque",
          "java/util/ArrayDeque",
          "java/util/Queue",
          "java/util/LinkedHashMap",
          "java/util/LinkedHashSet");

  /** Classes with static methods that read or change their arguments. */
  private static final Set<String> HELPERS =
      Set.of("java/util/Arrays", "java/util/Collections", "java/lang/System", TAP);

  private static final Set<String> READERS =
      Set.of(
          "get",
          "contains",
          "containsKey",
          "size",
          "isEmpty",
          "indexOf",
          "iterator",
          "values",
          "keySet",
          "entrySet",
          "forEach",
          "stream",
          "nextSetBit",
          "nextClearBit",
          "cardinality",
          "clone",
          "equals",
          "hashCode",
          "toString",
          "toArray",
          "getOrDefault",
          "containsAll",
          "peek",
          "peekFirst",
          "peekLast",
          "getFirst",
          "getLast",
          "copyOf",
          "length",
          "intersects",
          "getPlain",
          "getAcquire",
          "getOpaque",
          "getVolatile",
          "nCopies",
          "unmodifiableList",
          "intValue",
          "previousSetBit",
          "tryOptimisticRead",
          "validate");

  private final Fields fields;
  private final Map<String, Integer> locals;
  private String file;

  AccessVisitor(ClassReader read, ClassVisitor next, Fields fields) {
    super(next);
    this.fields = fields;
    this.locals = locals(read);
  }

  /** The number of local variables of each method. */
  private static Map<String, Integer> locals(ClassReader read) {
    Map<String, Integer> locals = new HashMap<>();
    read.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMaxs(int maxStack, int maxLocals) {
                locals.put(method + descriptor, maxLocals);
              }
            };
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return locals;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    this.file = shortly(name) + ".java";
    super.visit(version, access, name, signature, parent, interfaces);
  }

  @Override
  public void visitSource(String source, String debug) {
    if (source != null) {
      file = source;
    }
    super.visitSource(source, debug);
  }

  private static String shortly(String internalName) {
    return internalName.substring(
        Math.max(internalName.lastIndexOf('/'), internalName.lastIndexOf('$')) + 1);
  }

  @Override
  protected Intercepting of(MethodVisitor next, String place, String method, String descriptor) {
    int free = locals.getOrDefault(method + descriptor, 0);
    return new Rewritten(next, place, method.startsWith("<"), free);
  }

  private final class Rewritten extends Intercepting {
    private final boolean constructs;
    private final int free;
    private int line;

    Rewritten(MethodVisitor next, String place, boolean constructs, int free) {
      super(next, place);
      this.constructs = constructs;
      this.free = free;
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
      super.visitLineNumber(number, start);
    }

    private void pushSite(Kind kind, String field, String words) {
      super.visitLdcInsn(Site.number(new Site(kind, field, words, file + ":" + line)));
    }

    /** With the target and the index on the stack. */
    private void tell(Kind kind, String field, String words) {
      pushSite(kind, field, words);
      call("at", "(Ljava/lang/Object;II)V");
    }

    private void call(String hook, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, ACCESS, hook, descriptor, false);
    }

    private void pushAll() {
      super.visitInsn(Opcodes.ICONST_M1);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
      int modifiers = fields.modifiers(owner, field);
      boolean shared =
          modifiers != Fields.ELSEWHERE && (modifiers & Opcodes.ACC_FINAL) == 0 && !constructs;
      if (shared) {
        String words = shortly(owner) + "." + field;
        switch (opcode) {
          case Opcodes.GETFIELD -> {
            super.visitInsn(Opcodes.DUP);
            pushAll();
            tell(Kind.READ, field, words);
          }
          case Opcodes.PUTFIELD -> {
            Type type = Type.getType(descriptor);
            super.visitVarInsn(type.getOpcode(Opcodes.ISTORE), free);
            super.visitInsn(Opcodes.DUP);
            pushAll();
            tell(Kind.WRITE, field, words);
            super.visitVarInsn(type.getOpcode(Opcodes.ILOAD), free);
          }
          default -> {
            super.visitLdcInsn(words);
            pushAll();
            tell(opcode == Opcodes.GETSTATIC ? Kind.READ : Kind.WRITE, field, words);
          }
        }
      }
      super.visitFieldInsn(opcode, owner, field, descriptor);
    }

    @Override
    public void visitInsn(int opcode) {
      if (!constructs && opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
        super.visitInsn(Opcodes.DUP2);
        tell(Kind.READ, null, Site.ELEMENT);
      } else if (!constructs && opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
        Type type = element(opcode);
        super.visitVarInsn(type.getOpcode(Opcodes.ISTORE), free);
        super.visitInsn(Opcodes.DUP2);
        tell(Kind.WRITE, null, Site.ELEMENT);
        super.visitVarInsn(type.getOpcode(Opcodes.ILOAD), free);
      }
      super.visitInsn(opcode);
    }

    private Type element(int opcode) {
      return switch (opcode) {
        case Opcodes.LASTORE -> Type.LONG_TYPE;
        case Opcodes.DASTORE -> Type.DOUBLE_TYPE;
        case Opcodes.FASTORE -> Type.FLOAT_TYPE;
        case Opcodes.AASTORE -> Type.getType(Object.class);
        default -> Type.INT_TYPE;
      };
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String called, String descriptor, boolean isInterface) {
      String words = shortly(owner) + "." + called;
      if (owner.equals(TAP) && (called.equals("lock") || called.equals("unlock"))) {
        pushSite(called.equals("lock") ? Kind.LOCK : Kind.UNLOCK, null, words);
        call(called + "AndTell", "(L" + LOCK + ";I)V");
      } else if (LOCK_CLASSES.contains(owner)
          && (called.equals("lock") || called.equals("unlock"))) {
        pushSite(called.equals("lock") ? Kind.LOCK : Kind.UNLOCK, null, words);
        call(called, "(L" + LOCK + ";I)V");
      } else if (PAIR_CLASSES.contains(owner) && called.endsWith("Lock")) {
        super.visitInsn(called.equals("readLock") ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
        call("half", "(L" + PAIR + ";Z)L" + LOCK + ";");
        if (!Type.getReturnType(descriptor).getInternalName().equals(LOCK)) {
          super.visitTypeInsn(Opcodes.CHECKCAST, Type.getReturnType(descriptor).getInternalName());
        }
      } else if (owner.equals(STAMPED_LOCK) && Set.of("writeLock", "readLock").contains(called)) {
        pushSite(Kind.LOCK, null, words);
        call(called, "(L" + STAMPED_LOCK + ";I)J");
      } else if (owner.equals(STAMPED_LOCK)
          && Set.of("unlockWrite", "unlockRead").contains(called)) {
        pushSite(Kind.UNLOCK, null, words);
        call(called, "(L" + STAMPED_LOCK + ";JI)V");
      } else if (isPause(owner, called)) {
        pushSite(Kind.PAUSE, null, words);
        call("pause", "(I)V");
      } else {
        if (!constructs) {
          announce(opcode, owner, called, descriptor, words);
        }
        requireKnown(owner, called, isKnown(owner, called));
        super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
      }
    }

    private void announce(
        int opcode, String owner, String called, String descriptor, String words) {
      if (called.equals(CONSTRUCTOR)) {
        return;
      }
      Kind access = READERS.contains(called) ? Kind.READ : Kind.WRITE;
      Type[] arguments = Type.getArgumentTypes(descriptor);
      if (opcode == Opcodes.INVOKESTATIC) {
        if (HELPERS.contains(owner)) {
          int[] places = spill(arguments);
          for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].getSort() >= Type.ARRAY) {
              super.visitVarInsn(Opcodes.ALOAD, places[i]);
              pushAll();
              tell(access, null, words);
            }
          }
          reload(arguments, places);
        }
      } else if (owner.equals(VARIABLE)
          && arguments.length > 0
          && arguments[0].getSort() >= Type.ARRAY) {
        int[] places = spill(arguments);
        super.visitVarInsn(Opcodes.ALOAD, places[0]);
        pushAll();
        tell(access, null, words);
        reload(arguments, places);
      } else if (owner.startsWith(ATOMIC) && !called.equals("length")
          || owner.equals(VARIABLE)
          || owner.equals(STAMPED_LOCK)
          || owner.equals(TRANSPORT)
          || COLLECTIONS.contains(owner)) {
        boolean ofElement =
            owner.endsWith("Array") && arguments.length > 0 && arguments[0] == Type.INT_TYPE;
        int[] places = spill(arguments);
        super.visitInsn(Opcodes.DUP);
        if (ofElement) {
          super.visitVarInsn(Opcodes.ILOAD, places[0]);
        } else {
          pushAll();
        }
        tell(owner.equals(TRANSPORT) ? Kind.CALL : access, null, words);
        reload(arguments, places);
      }
    }

    /** Moves the arguments of a call from the stack into variables that the method does not use. */
    private int[] spill(Type... arguments) {
      int[] places = new int[arguments.length];
      int next = free;
      for (int i = 0; i < arguments.length; i++) {
        places[i] = next;
        next += arguments[i].getSize();
      }
      for (int i = arguments.length - 1; i >= 0; i--) {
        super.visitVarInsn(arguments[i].getOpcode(Opcodes.ISTORE), places[i]);
      }
      return places;
    }

    private void reload(Type[] arguments, int[] places) {
      for (int i = 0; i < arguments.length; i++) {
        super.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), places[i]);
      }
    }

    private boolean isKnown(String owner, String called) {
      return called.equals(CONSTRUCTOR) && !owner.equals(THREAD)
          || owner.startsWith(ATOMIC)
          || owner.equals(VARIABLE)
          || owner.equals(STAMPED_LOCK) && Set.of("tryOptimisticRead", "validate").contains(called);
    }
  }
}
