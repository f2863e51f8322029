------------------------- MODULE SharedDataGlobalLock -------------------------
(***************************************************************************)
(* What threads do when workers share network sessions, and one lock is    *)
(* for everything: the design before the refactor.  Who changes something  *)
(* takes the lock as its only writer, who asks takes it as one of several  *)
(* readers; and nobody takes anything else.                                *)
(*                                                                         *)
(* An operation looks at the state first, which decides its outcome, and   *)
(* then does what that outcome says.  These are two steps, so that it is   *)
(* the lock that makes them one.  In between nothing else may depend on    *)
(* what is changed; so to write is one step, however much is written.      *)
(*                                                                         *)
(* Which operation it is, a thread decides when it has got the lock: until *)
(* then it makes no difference.  Threads are not those of one worker: any  *)
(* thread may act for any worker.                                          *)
(*                                                                         *)
(* What workers observe is kept as SharedData keeps it: the mapping is the *)
(* identity.  What goes wrong without a measure of the design is in        *)
(* MCSharedDataGlobalLockDefects.                                          *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Workers,         \* worker indices
  Threads,         \* the threads that act for them
  Sessions,        \* identities of network sessions (VPP's session handles)
  Listenable,      \* the sessions on which VPP lets a worker listen
  SlotCapacity,    \* how many sessions fit into one worker's private pool
  SharedCapacity,  \* how many elements fit into the pool of shared data
  NoWorker,        \* "no worker"
  Free,            \* "this slot of a private pool is free"
  NotShared,       \* "this session has no shared data"
  Nobody           \* "no thread"

ASSUME Nobody \notin Threads

VARIABLES
  life,     \* worker |-> where it is in its life
  parent,   \* worker |-> who forked it, or who has adopted it; or NoWorker
  pool,     \* worker |-> slot |-> its private copy of a session, or Free
  shared,   \* session |-> its shared data, or NotShared
  notices,  \* worker |-> session |-> "you own it now" notices on their way
  writer,   \* the thread that has the lock for itself, or Nobody
  readers,  \* the threads that have it together
  thread    \* thread |-> where it is, in which call, and what it has seen

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

(* with: the child, where there is one; else the worker itself. *)
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

(* Who waits for connections already, or adds what does not listen, changes nothing. *)
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

(* seen: the outcome that was decided on, or whether there is an owner to tell. *)
Idle == [at |-> "idle", call |-> NoCall, seen |-> "nothing"]

Frame(at, call, seen) == [at |-> at, call |-> call, seen |-> seen]

Go(t, frame) == thread' = [thread EXCEPT ![t] = frame]

(* The threads for which one has to wait that wants the lock for itself,    *)
(* and those for which one has to wait that wants it together with others. *)
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

(* A thread wants to change something. *)
WantToChange(t) ==
  /\ thread[t].at = "idle"
  /\ Go(t, Frame("change: take the lock", NoCall, "nothing"))
  /\ UNCHANGED <<observed, writer, readers>>

(* The lock is taken, and the look that decides. *)
TakeToChange(t) ==
  /\ thread[t].at = "change: take the lock"
  /\ LockToChange(t)
  /\ \E call \in Changes : Go(t, Frame("change: do it", call, ResultOf(call)))
  /\ UNCHANGED observed

(* What the outcome says is done.  An operation that is refused, or has    *)
(* nothing to change, changes nothing.                                     *)
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

(* A thread wants to ask for an owner. *)
WantToAsk(t) ==
  /\ thread[t].at = "idle"
  /\ Go(t, Frame("ask: take the lock", NoCall, "nothing"))
  /\ UNCHANGED <<observed, writer, readers>>

(* The lock is taken, and the look whether there is an owner to tell. *)
TakeToAsk(t) ==
  /\ thread[t].at = "ask: take the lock"
  /\ LockToAsk(t)
  /\ \E call \in Questions :
       Go(t, Frame("ask: read the owner", call,
                   IF Abstract!OwnerAnswer(call.w, call.s) = NoWorker THEN "no owner" ELSE "an owner"))
  /\ UNCHANGED <<life, parent, pool, shared, notices, writer>>

(* Who asks, and about which session. *)
Asker(t) == thread[t].call.w
Asked(t) == thread[t].call.s

(* The owner that is read now, if there was one to tell. *)
Answer(t) ==
  IF thread[t].seen = "an owner" /\ Abstract!IsShared(Asked(t)) THEN shared[Asked(t)].owner
  ELSE NoWorker

(* A query leaves the shared data as it is. *)
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
(* Who waits for whom.  Tools evaluate Holds, Wanted and WaitsFor by name   *)
(* to explain a state: each specification of threads defines them.         *)
(***************************************************************************)

TheLock == <<"lock">>

(* The lock, if t has it. *)
Holds(t) == IF writer = t \/ t \in readers THEN {TheLock} ELSE {}

(* The lock, if others may have it as well. *)
HoldsToRead(t) == IF t \in readers THEN {TheLock} ELSE {}

(* The lock, if the next step of t takes it. *)
Wanted(t) ==
  IF thread[t].at \in {"change: take the lock", "ask: take the lock"} THEN {TheLock} ELSE {}

(* The threads for which t has to wait. *)
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

(* Who has the lock for itself does not share it; and whoever has it is in the middle of something. *)
MutualExclusion ==
  /\ writer # Nobody => readers = {} /\ thread[writer].at \in HasLock
  /\ \A t \in readers : thread[t].at \in HasLock

(* What an operation has decided on is still its outcome when it acts. *)
OutcomesAreRight ==
  \A t \in Threads :
    thread[t].at = "change: do it" => thread[t].seen = ResultOf(thread[t].call)

(* The owner that a thread is about to read is the right answer; or there was none when it looked. *)
AnswersAreRight ==
  \A t \in Threads :
    thread[t].at = "ask: read the owner" /\ thread[t].seen = "an owner" =>
      Answer(t) = Abstract!OwnerAnswer(Asker(t), Asked(t))

(* Of those who want the lock somebody gets it, or somebody has it and goes on. *)
SomebodyGoesOn ==
  (\E t \in Threads : thread[t].at # "idle") =>
    \E t \in Threads :
      \/ thread[t].at \in HasLock
      \/ thread[t].at # "idle" /\ writer = Nobody /\ readers = {}

(***************************************************************************)
(* Refinement                                                              *)
(***************************************************************************)

(* What the workers observe is a behaviour of SharedData.  That most steps *)
(* change nothing which is observed is asked first, since it is cheap to   *)
(* see: it halves TLC's time.                                              *)
ImplementsSharedData == Abstract!Init /\ [][UNCHANGED observed \/ Abstract!Next]_observed

=============================================================================
