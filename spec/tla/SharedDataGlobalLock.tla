------------------------- MODULE SharedDataGlobalLock -------------------------
(***************************************************************************)
(* A design with one lock for everything, as before the refactor of VLS.   *)
(* An operation that changes the state takes the lock as its only writer,  *)
(* a query takes it as one of several readers. There is no other lock.     *)
(*                                                                         *)
(* An operation first reads the state, which decides its outcome, and then *)
(* makes the change. These are two steps, which only the lock makes        *)
(* atomic. Nothing else may depend on the changed data in between, so the  *)
(* write is one step, however large.                                       *)
(*                                                                         *)
(* A thread chooses its operation when it has got the lock; an earlier     *)
(* choice makes no difference. Threads do not belong to a worker: any      *)
(* thread may act for any worker.                                          *)
(*                                                                         *)
(* The observable state is stored as in SharedData: the refinement mapping *)
(* is the identity. MCSharedDataGlobalLockDefects has the defects without  *)
(* one measure of the design.                                              *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Workers,         \* worker indices
  Threads,         \* the threads that act for them
  Sessions,        \* identities of network sessions (VPP's session handles)
  Listenable,      \* sessions on which VPP allows a worker to listen
  SlotCapacity,    \* capacity of a worker's private pool, in sessions
  SharedCapacity,  \* capacity of the pool of shared data, in elements
  NoWorker,        \* "no worker"
  Free,            \* "this slot of a private pool is free"
  NotShared,       \* "this session has no shared data"
  Nobody           \* "no thread"

ASSUME Nobody \notin Threads

VARIABLES
  life,     \* worker |-> its lifecycle state
  parent,   \* worker |-> the worker that forked or adopted it, or NoWorker
  pool,     \* worker |-> slot |-> its private copy of a session, or Free
  shared,   \* session |-> its shared data, or NotShared
  notices,  \* worker |-> session |-> number of unread "you own it now" notices
  writer,   \* the thread that holds the lock exclusively, or Nobody
  readers,  \* the threads that hold the lock for reading
  thread    \* thread |-> its position, its call, and the data it has read

observed == <<life, parent, pool, shared, notices>>
vars     == <<life, parent, pool, shared, notices, writer, readers, thread>>

Abstract == INSTANCE SharedData

(***************************************************************************)
(* Calls                                                                   *)
(***************************************************************************)

OnSession == {"open", "close", "unshare", "acknowledge", "epoll del"}
Attaching == {"listen", "accept", "epoll add"}
OnOther   == {"fork begin", "cleanup leave next", "cleanup complete"}
OnItself  == {"fork share next", "fork complete", "exit leave next", "exit complete", "die"}

(* with: the child, if there is one; else the worker itself. *)
Call(op, w, with, s, attached) ==
  [op |-> op, w |-> w, with |-> with, s |-> s, attached |-> attached]

Changes ==
  {Call(op, w, w, s, TRUE) : op \in OnSession, w \in Workers, s \in Sessions}
  \cup {Call(op, w, w, s, a) : op \in Attaching, w \in Workers, s \in Sessions, a \in BOOLEAN}
  \cup {Call(op, w, c, Free, TRUE) : op \in OnOther, w \in Workers, c \in Workers}
  \cup {Call(op, w, w, Free, TRUE) : op \in OnItself, w \in Workers}

Questions == {Call("owner", w, w, s, TRUE) : w \in Workers, s \in Sessions}

ResultOf(call) ==
  LET w == call.w
      c == call.with
      s == call.s
      a == call.attached
  IN  CASE call.op = "open"               -> Abstract!OpenResult(w, s)
        [] call.op = "close"              -> Abstract!CloseResult(w, s)
        [] call.op = "unshare"            -> Abstract!UnshareResult(w, s)
        [] call.op = "acknowledge"        -> Abstract!AcknowledgeResult(w, s)
        [] call.op = "epoll del"          -> Abstract!EpollDelResult(w, s)
        [] call.op = "listen"             -> Abstract!ListenResult(w, s, a)
        [] call.op = "accept"             -> Abstract!AcceptResult(w, s, a)
        [] call.op = "epoll add"          -> Abstract!EpollAddResult(w, s, a)
        [] call.op = "fork begin"         -> Abstract!ForkBeginResult(w, c)
        [] call.op = "cleanup leave next" -> Abstract!CleanupLeaveNextResult(w, c)
        [] call.op = "cleanup complete"   -> Abstract!CleanupCompleteResult(w, c)
        [] call.op = "fork share next"    -> Abstract!ForkShareNextResult(w)
        [] call.op = "fork complete"      -> Abstract!ForkCompleteResult(w)
        [] call.op = "exit leave next"    -> Abstract!ExitLeaveNextResult(w)
        [] call.op = "exit complete"      -> Abstract!ExitCompleteResult(w)
        [] call.op = "die"                -> Abstract!DieResult(w)

Refusals ==
  {"worker-not-live", "fork-in-progress", "no-capacity", "session-exists", "unknown-session",
   "not-subscribed", "no-notice", "already-listening", "listen-failed", "not-listening",
   "not-added", "worker-exists", "not-forking", "nothing-to-share", "sessions-to-share",
   "nothing-to-leave", "sessions-to-leave", "worker-not-dead", "not-its-child"}

(* No change for a worker that already waits for connections, or adds a session that does not *)
(* listen.                                                                           *)
HasEffect(call) ==
  /\ ResultOf(call) \notin Refusals
  /\ call.op \in {"accept", "epoll add"} =>
       /\ Abstract!Copy(call.w, call.s).listen # "none"
       /\ ~Abstract!Copy(call.w, call.s).waits

Do(call) ==
  LET w == call.w
      c == call.with
      s == call.s
      a == call.attached
  IN  CASE call.op = "open"               -> Abstract!Open(w, s)
        [] call.op = "close"              -> Abstract!Close(w, s)
        [] call.op = "unshare"            -> Abstract!Unshare(w, s)
        [] call.op = "acknowledge"        -> Abstract!Acknowledge(w, s)
        [] call.op = "epoll del"          -> Abstract!EpollDel(w, s)
        [] call.op = "listen"             -> Abstract!Listen(w, s, a)
        [] call.op = "accept"             -> Abstract!Accept(w, s, a)
        [] call.op = "epoll add"          -> Abstract!EpollAdd(w, s, a)
        [] call.op = "fork begin"         -> Abstract!ForkBegin(w, c)
        [] call.op = "cleanup leave next" -> Abstract!CleanupLeaveNext(w, c)
        [] call.op = "cleanup complete"   -> Abstract!CleanupComplete(w, c)
        [] call.op = "fork share next"    -> Abstract!ForkShareNext(w)
        [] call.op = "fork complete"      -> Abstract!ForkComplete(w)
        [] call.op = "exit leave next"    -> Abstract!ExitLeaveNext(w)
        [] call.op = "exit complete"      -> Abstract!ExitComplete(w)
        [] call.op = "die"                -> Abstract!Die(w)

(***************************************************************************)
(* Steps of threads                                                        *)
(***************************************************************************)

(* A model value can be compared with a record; a string cannot. *)
NoCall == Free

(* seen: the decided outcome, or whether there is an owner to report. *)
Idle == [at |-> "idle", call |-> NoCall, seen |-> "nothing"]

Frame(at, call, seen) == [at |-> at, call |-> call, seen |-> seen]

Go(t, frame) == thread' = [thread EXCEPT ![t] = frame]

(* The threads that block a writer, and the threads that block a reader.    *)
BlocksChange == readers \cup ({writer} \ {Nobody})
BlocksQuery  == {writer} \ {Nobody}

(* ReentrantReadWriteLock.WriteLock.lock *)
LockToChange(t) ==
  /\ BlocksChange = {}
  /\ writer' = t
  /\ UNCHANGED readers

(* ReentrantReadWriteLock.ReadLock.lock *)
LockToAsk(t) ==
  /\ BlocksQuery = {}
  /\ readers' = readers \cup {t}

(* ReentrantReadWriteLock.WriteLock.unlock *)
WriterAfter(t) == IF writer = t THEN Nobody ELSE writer

(* A thread wants to change the state. *)
WantToChange(t) ==
  /\ thread[t].at = "idle"
  /\ Go(t, Frame("change: take the lock", NoCall, "nothing"))
  /\ UNCHANGED <<observed, writer, readers>>

(* The lock is taken, and the outcome is decided. *)
TakeToChange(t) ==
  /\ thread[t].at = "change: take the lock"
  /\ LockToChange(t)
  /\ \E call \in Changes : Go(t, Frame("change: do it", call, ResultOf(call)))
  /\ UNCHANGED observed

(* The change of the decided outcome. A rejected operation, or one without *)
(* effect, changes nothing.                                                *)
DoIt(t) ==
  /\ thread[t].at = "change: do it"
  /\ IF HasEffect(thread[t].call)
       THEN Do(thread[t].call)
       ELSE UNCHANGED observed
  /\ Go(t, Frame("change: release the lock", NoCall, "nothing"))
  /\ UNCHANGED <<writer, readers>>

(* The lock is released. *)
Release(t) ==
  /\ thread[t].at = "change: release the lock"
  /\ Go(t, Idle)
  /\ readers' = readers \ {t}
  /\ writer' = WriterAfter(t)
  /\ UNCHANGED observed

(* A thread wants to query an owner. *)
WantToAsk(t) ==
  /\ thread[t].at = "idle"
  /\ Go(t, Frame("ask: take the lock", NoCall, "nothing"))
  /\ UNCHANGED <<observed, writer, readers>>

(* The lock is taken, and the query checks whether there is an owner to report. *)
TakeToAsk(t) ==
  /\ thread[t].at = "ask: take the lock"
  /\ LockToAsk(t)
  /\ \E call \in Questions :
       Go(t, Frame("ask: read the owner", call,
                   IF Abstract!OwnerAnswer(call.w, call.s) = NoWorker THEN "no owner" ELSE "an owner"))
  /\ UNCHANGED <<life, parent, pool, shared, notices, writer>>

(* The worker of the query, and its session. *)
Asker(t) == thread[t].call.w
Asked(t) == thread[t].call.s

(* The owner at the time of the read, if there is one to report. *)
Answer(t) ==
  IF thread[t].seen = "an owner" /\ Abstract!IsShared(Asked(t)) THEN shared[Asked(t)].owner
  ELSE NoWorker

(* A query does not change the shared data. *)
SharedAfterQuery(t) == shared

(* The owner is read, and the lock released. *)
ReadOwner(t) ==
  /\ thread[t].at = "ask: read the owner"
  /\ shared' = SharedAfterQuery(t)
  /\ Go(t, Idle)
  /\ readers' = readers \ {t}
  /\ UNCHANGED <<life, parent, pool, notices, writer>>

Step(t) ==
  \/ WantToChange(t)
  \/ TakeToChange(t)
  \/ DoIt(t)
  \/ Release(t)
  \/ WantToAsk(t)
  \/ TakeToAsk(t)
  \/ ReadOwner(t)

(***************************************************************************)
(* The wait-for graph. Tools evaluate Holds, Wanted and WaitsFor by name    *)
(* to explain a state: each specification of threads defines them.          *)
(***************************************************************************)

TheLock == <<"lock">>

(* The lock, if t holds it. *)
Holds(t) == IF writer = t \/ t \in readers THEN {TheLock} ELSE {}

(* The lock, if t holds it for reading. *)
HoldsToRead(t) == IF t \in readers THEN {TheLock} ELSE {}

(* The lock, if the next step of t takes it. *)
Wanted(t) ==
  IF thread[t].at \in {"change: take the lock", "ask: take the lock"} THEN {TheLock} ELSE {}

(* The threads that block t. *)
WaitsFor(t) ==
  CASE thread[t].at = "change: take the lock" -> BlocksChange
    [] thread[t].at = "ask: take the lock"    -> BlocksQuery
    [] OTHER                                  -> {}

(***************************************************************************)
(* Specification                                                           *)
(***************************************************************************)

Init ==
  /\ Abstract!Init
  /\ writer = Nobody
  /\ readers = {}
  /\ thread = [t \in Threads |-> Idle]

Next == \E t \in Threads : Step(t)

Spec == Init /\ [][Next]_vars

(***************************************************************************)
(* Safety: invariants                                                      *)
(***************************************************************************)

HasLock == {"change: do it", "change: release the lock", "ask: read the owner"}

(* A writer excludes readers, and each holder of the lock is in an operation. *)
MutualExclusion ==
  /\ writer # Nobody => readers = {} /\ thread[writer].at \in HasLock
  /\ \A t \in readers : thread[t].at \in HasLock

(* The outcome that an operation has decided on is still right when it makes the change. *)
OutcomesAreRight ==
  \A t \in Threads :
    thread[t].at = "change: do it" => thread[t].seen = ResultOf(thread[t].call)

(* The owner that a thread is about to read is the right result, or there was none at its check. *)
AnswersAreRight ==
  \A t \in Threads :
    thread[t].at = "ask: read the owner" /\ thread[t].seen = "an owner" =>
      Answer(t) = Abstract!OwnerAnswer(Asker(t), Asked(t))

(* If threads want the lock, one of them gets it, or its holder can continue. *)
SomebodyGoesOn ==
  (\E t \in Threads : thread[t].at # "idle") =>
    \E t \in Threads :
      \/ thread[t].at \in HasLock
      \/ thread[t].at # "idle" /\ writer = Nobody /\ readers = {}

(***************************************************************************)
(* Refinement                                                              *)
(***************************************************************************)

(* The observable behaviour is one of SharedData. Steps that change no     *)
(* observable variable are recognised first, which is cheap and halves     *)
(* TLC's time.                                                             *)
ImplementsSharedData == Abstract!Init /\ [][UNCHANGED observed \/ Abstract!Next]_observed

=============================================================================
