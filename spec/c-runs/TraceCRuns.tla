------------------------------ MODULE TraceCRuns ------------------------------
(***************************************************************************)
(* Is what the C code did, as recorded, a behaviour of the source as       *)
(* committed?  Runs is a sequence of runs, each a sequence of events in    *)
(* the words of the mapping (mapping.json):                                *)
(*   mark      t is at one of the steps marks, and takes none              *)
(*   step      t takes one of steps; if it is at one of marks, none        *)
(*   take      t takes one of steps, which takes the lock l in the mode m  *)
(*   drop      t takes one of steps, which releases it                     *)
(*   begin     t begins an operation of ops                                *)
(*   register  t, a new thread, becomes one of its worker                  *)
(*   interrupt t runs the signal handler                                   *)
(*   notice    t reads a notice                                            *)
(*   crash     t dies of its next step, and its process with it            *)
(*   die       the worker of t is killed                                   *)
(*   look      only the state is compared                                  *)
(* Steps that show in no event are taken between events.                   *)
(***************************************************************************)
EXTENDS MCSharedDataLockingAsCommitted, Integers

CONSTANTS
  Runs,  \* a sequence of runs, each a sequence of events
  Root,  \* the worker that lives in the beginning
  Main   \* the name of its first thread

VARIABLES
  run,   \* which of the runs
  next   \* the position of its next event

runVars == <<run, next>>



OneNewSession == {CHOOSE s \in Sessions : ~InUse(s)}
RootIsZero == Root

(* What happens without an event, or at an unknown moment between two events of its thread. *)
SilentSteps == {
  "open: enter", "close: find the session", "close: look",
  "leave: look at the state", "leave: remove the subscriber", "leave: end the session",
  "leave: see who is left", "leave: pass on", "leave: free the element", "leave: end",
  "leave: remove the copy", "exit: begin", "exit: next", "handler: begin",
  "cleanup: next", "cleanup: look", "fork: prepare", "fork: begin", "child: use the table",
  "child: next", "share: look", "share: allocate", "share: publish", "share: publish to the parent",
  "share: become passive", "share: end", "complete: go live", "call: find the session",
  "call: inside", "call: outside", "epoll: find the sessions", "epoll: look", "epoll: outside",
  "select: next", "select: find the session", "listen: look at the state", "listen: attach",
  "listen: mark", "owner: look", "stop: look", "stop: end", "stop: mark"}

(* Locks that are not needed are not taken, and not released. *)
IsSilent(t) ==
  LET at == thread[t].at
  IN  IF at \in RequestSteps THEN LockFor(t) = NoLock
      ELSE IF at \in ReleaseSteps THEN LockToRelease(t) = NoLock
      ELSE at \in SilentSteps

Silent(t) == IsSilent(t) /\ CrashOf(t) = "none" /\ Step(t) /\ UNCHANGED runVars

(* The lock of a session may be that of another copy. *)
Resolved(l) == IF l[1] = "session" THEN SessionLockOf(l[2], l[3])
               ELSE IF l[1] = "table" THEN TableLock(Root) ELSE l

(* A pointer to the lock of a copy that is gone points anywhere. *)
HasWord(l, cps) ==
  IF l[1] # "session" THEN TRUE
  ELSE LET copy == cps[l[2]][l[3]]
       IN  IF "lockOf" \in DOMAIN copy THEN cps[copy.lockOf][l[3]] # Free ELSE TRUE

ResolvedIn(l, cps) ==
  IF l[1] = "session"
    THEN LET copy == cps[l[2]][l[3]]
         IN  SessionLock(IF "lockOf" \in DOMAIN copy THEN copy.lockOf ELSE l[2], l[3])
  ELSE IF l[1] = "table" THEN TableLock(Root) ELSE l

Word(l, held) ==
  IF held.writer # Nobody THEN (IF l[1] \in {"pool", "table"} THEN 0 - 1 ELSE 1)
  ELSE Cardinality(held.readers)

(* Threads that are about to get or to give back the lock, in these modes,  *)
(* may have done so, or may have not.                                       *)
WordFits(x, word) ==
  \/ x[2] = word
  \/ "r" \in x[3] /\ word >= 0 /\ x[2] \in (word + 1)..(word + Cardinality(Workers))
  \/ "w" \in x[3] /\ word = 0 /\ x[2] \in {0 - 1, 1}

ElementFits(x, els) ==
  /\ els[x.i] # Free
  /\ els[x.i].owner = x.owner /\ els[x.i].subscribers = x.subscribers
  /\ els[x.i].listeners = x.listeners

CopyFits(x, cps) ==
  LET copy == cps[x.w][x.slot]
  IN  copy # Free /\ copy.index = x.index /\ copy.worker = x.worker /\ copy.listen \in x.listen

(* The recorded state: elements, copies, words of locks, threads, and children to clean up. *)
StateFits(s, els, cps, lk, th, pt, lf) ==
  /\ {x.i : x \in s.els} = {i \in Indices : els[i] # Free}
  /\ \A x \in s.els : ElementFits(x, els)
  /\ {<<x.w, x.slot>> : x \in s.cps} = {p \in Workers \X Slots : cps[p[1]][p[2]] # Free}
  /\ \A x \in s.cps : CopyFits(x, cps)
  /\ \A x \in s.words :
       HasWord(x[1], cps) => LET l == ResolvedIn(x[1], cps) IN WordFits(x, Word(l, lk[l]))
  /\ \A x \in s.counts :
       lf[x[1]] # "unborn" => Cardinality({t \in Threads : t[1] = x[1] /\ th[t].at # "absent" /\ ~IsNew(th[t])}) - 1 = x[2]
  /\ \A x \in s.children : \A c \in Workers :
       lf[c] \in {"live", "dead"} =>
         IF c = x[2] THEN pt[c] # c ELSE c = x[1] \/ pt[c] # x[1]

Before(e) == StateFits(e.state, elements, copies, lock, thread, parent, life)
Then(e)   == StateFits(e.state, elements', copies', lock', thread', parent', life')

PositionOf(w, subscribers) ==
  IF w \in Range(subscribers) THEN CHOOSE i \in DOMAIN subscribers : subscribers[i] = w ELSE 0

FactHolds(t, f) ==
  LET data == elements[MyIndex(t)]
  IN  CASE f[1] = "position"    -> PositionOf(Leaver(t), data.subscribers) = f[2]
        [] f[1] = "length"      -> Len(data.subscribers) = f[2]
        [] f[1] = "length after" ->
             Len(elements[IF thread[t].at = "share: subscribe the parent" THEN More(t).index
                          ELSE MyIndex(t)].subscribers) + 1 = f[2]
        [] f[1] = "subscriber"  ->
             f[2] = IF thread[t].at = "share: subscribe the parent" THEN Forker(t) ELSE WorkerOf(t)
        [] f[1] = "bit"         -> More(t).bit = f[2]
        [] f[1] = "is set"      -> More(t).set = f[2]
        [] f[1] = "is active"   -> (thread[t].with \in data.listeners) = f[2]
        [] f[1] = "leaver"      -> Leaver(t) = f[2]
        [] f[1] = "owner"       -> data.owner = f[2]
        [] f[1] = "other"       -> thread[t].with = f[2]
        [] f[1] = "disconnects" -> Disconnects(t) = f[2]
        [] f[1] = "not held"    -> ~IsHolder(t, LockToRelease(t))

Facts(e) == "facts" \in DOMAIN e => \A f \in e.facts : FactHolds(e.t, f)

Takes(e) ==
  LET l == LockFor(e.t)
  IN  /\ l # NoLock /\ l = Resolved(e.l) /\ WantsToRead(e.t) = (e.m = "read")
      /\ CrashOf(e.t) = "none" /\ Step(e.t)

Drops(e) ==
  LET l == LockToRelease(e.t)
  IN  /\ l # NoLock /\ l = Resolved(e.l) /\ ReleaseAt[thread[e.t].at].mode = e.m
      /\ Step(e.t)

Begins(e) ==
  /\ thread[e.t].at \in {"idle", "new"} /\ Step(e.t)
  /\ thread'[e.t].op \in e.ops
  /\ "with" \in DOMAIN e => thread'[e.t].with = e.with

Keeps(e) == "marks" \in DOMAIN e /\ thread[e.t].at \in e.marks /\ UNCHANGED vars

Does(e) == thread[e.t].at \in e.steps /\ Facts(e)

Fits(e) ==
  CASE e.k = "mark"      -> Keeps(e) /\ Facts(e)
    [] e.k = "step"      -> Keeps(e) \/ (Does(e) /\ CrashOf(e.t) = "none" /\ Step(e.t))
    [] e.k = "take"      -> Does(e) /\ Takes(e)
    [] e.k = "drop"      -> Does(e) /\ Drops(e)
    [] e.k = "begin"     -> Begins(e)
    [] e.k = "register"  -> thread[e.t].at = "new" /\ Step(e.t) /\ thread'[e.t].at = "idle"
    [] e.k = "interrupt" -> Interrupt(e.t)
    [] e.k = "notice"    -> ReadNotice(e.t) /\ UNCHANGED fault
    [] e.k = "crash"     -> CrashOf(e.t) # "none" /\ Crash(e.t)
    [] e.k = "die"       -> Die(e.t[1])
    [] e.k = "look"      -> UNCHANGED vars
    [] OTHER -> FALSE

(* A state is recorded before a lock is released or a process ends, and after anything else. *)
HasState(e) == "state" \in DOMAIN e
BeforeKinds == {"drop", "die", "crash"}

Consume(e) ==
  /\ HasState(e) /\ e.k \in BeforeKinds => Before(e)
  /\ Fits(e)
  /\ HasState(e) /\ e.k \notin BeforeKinds => Then(e)
  /\ next' = next + 1 /\ UNCHANGED run

(* A thread that the specification does not know yet appears. *)
Appears(e) ==
  /\ e.k \notin {"look", "die"} /\ thread[e.t].at = "absent" /\ Step(e.t) /\ UNCHANGED runVars

TraceInit ==
  /\ Init
  /\ run \in 1..Len(Runs)
  /\ life[Root] = "live" /\ thread[<<Root, Main>>] = Idle
  /\ next = 1

AtEnd == next > Len(Runs[run])

TraceNext ==
  ~AtEnd /\ \E e \in {Runs[run][next]} :
    \/ Consume(e)
    \/ Appears(e)
    \/ \E t \in {u \in Threads : thread[u].at \notin {"absent", "idle"}} : Silent(t)

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, runVars>>

===============================================================================
