--------------------------- MODULE SharedDataLocking ---------------------------
(***************************************************************************)
(* The threads of forked workers share network sessions under locks: the   *)
(* hardened protocol. One step takes one lock, or does one piece of work   *)
(* under the held locks and releases those that are no longer needed.      *)
(*                                                                         *)
(* This granularity is sufficient. Taking a lock commutes to the right of  *)
(* other threads' steps, releasing one commutes to the left, and work on   *)
(* data guarded by a lock commutes both ways (Lipton, "Reduction", 1975).  *)
(* So work and the releases that follow may be one step.                   *)
(*                                                                         *)
(* Order of locks: life cycle, table of one worker, session, pool of       *)
(* shared data, element of it.                                             *)
(*                                                                         *)
(* The protocol refines SharedData. The source, FD.io VPP, vcl_locked.c,   *)
(* "vcl: refactor vls to minimize lock usage", differs from it: its        *)
(* defects are operators of MCSharedDataLockingDefects that replace        *)
(* operators of this module. The comment at each step names the C function *)
(* and the place in it.                                                    *)
(*                                                                         *)
(* This is one long module, because the properties at its end refer to the *)
(* steps, and a reader needs both side by side.                            *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Workers,         \* worker indices
  ThreadNames,     \* the names of the threads of one worker
  Sessions,        \* identities of network sessions (VPP's session handles)
  Listenable,      \* sessions on which VPP allows a worker to listen
  SlotCapacity,    \* capacity of a worker's private pool, in sessions
  SharedCapacity,  \* capacity of the pool of shared data, in elements
  Operations,      \* enabled operations: a subset of AllOperations
  LocksPrivate,    \* whether the locks of tables and sessions are taken (MULTI_THREADED)
  NoWorker,        \* "no worker"
  Free,            \* "this slot of a pool is free"
  NotShared,       \* "this session has no shared data"
  Nobody           \* "not locked for writing by any thread"

AllOperations ==
  {"open", "close", "listen", "accept", "epoll add", "epoll del", "io", "notice",
   "fork", "exit", "cleanup", "thread", "die"}

ASSUME SlotCapacity \in Nat \ {0} /\ SharedCapacity \in Nat
ASSUME Listenable \subseteq Sessions
ASSUME Operations \subseteq AllOperations
ASSUME LocksPrivate \in BOOLEAN
ASSUME NoWorker \notin Workers

Threads   == Workers \X ThreadNames
Slots     == 1..SlotCapacity
Indices   == 1..SharedCapacity
NoSlot    == 0
NoIndex   == 0

WorkerOf(t) == t[1]

Allowed(op) == op \in Operations

VARIABLES
  life,        \* worker |-> its lifecycle state
  parent,      \* worker |-> the worker that forked or adopted it, or NoWorker
  copies,      \* worker |-> slot |-> its private copy of a session, or Free
  elements,    \* index |-> the element of shared data, or Free
  freeIndices, \* the free indices, the most recently freed one first
  notices,     \* worker |-> session |-> number of unread "you own it now" notices
  lock,        \* lock |-> its holders
  thread,      \* thread |-> its operation and position
  checked,     \* workers whose checks for several processes are done; only a defect changes it
  fault        \* the first fault, or "none"

workerVars  == <<life, parent>>
sharedVars  == <<elements, freeIndices>>
sessionVars == <<copies, elements, freeIndices, notices>>
faultVars   == <<checked, fault>>

vars ==
  <<life, parent, copies, elements, freeIndices, notices, lock, thread, checked, fault>>

Lives == {"unborn", "forking", "live", "dead"}

(* passive: LISTEN_NO_MQ. closed: the VCL session is gone, and only the    *)
(* locked session remains in the table.                                    *)
CopyStates == {"none", "listen", "passive", "closed"}

(* worker is vls->worker_index: the worker of this session. *)
Copies == [id     : Sessions,
           index  : Indices \cup {NoIndex},
           listen : CopyStates,
           waits  : BOOLEAN,
           worker : Workers]

Elements == [session     : Sessions,
             owner       : Workers,
             subscribers : UNION {[1..n -> Workers] : n \in 0..Cardinality(Workers)},
             listeners   : SUBSET Workers]

(***************************************************************************)
(* Locks                                                                   *)
(***************************************************************************)

(* Each worker has a table with its own lock. *)
TableOwner(w) == w

LifeLock          == <<"life">>
PoolLock          == <<"pool">>
ElementLock(i)    == <<"element", i>>
TableLock(w)      == <<"table", TableOwner(w)>>
SessionLock(w, i) == <<"session", w, i>>

Locks ==
  {LifeLock, PoolLock} \cup {ElementLock(i) : i \in Indices}
  \cup {TableLock(w) : w \in Workers}
  \cup {SessionLock(w, i) : w \in Workers, i \in Slots}

SharedLocks == {PoolLock} \cup {ElementLock(i) : i \in Indices}

(* The locks of a worker's table and sessions are in its own memory. *)
PrivateLocks(w) == {TableLock(w)} \cup {SessionLock(w, i) : i \in Slots}

(* The locks of other workers, and those in shared memory. *)
OutsideLocks == [w \in Workers |-> Locks \ PrivateLocks(w)]

Unlocked     == [writer |-> Nobody, readers |-> {}]
WrittenBy(t) == [writer |-> t, readers |-> {}]

CanRead(l)  == lock[l].writer = Nobody
CanWrite(l) == lock[l] = Unlocked

IsReader(t, l)  == t \in lock[l].readers
IsWriter(t, l)  == lock[l].writer = t
IsHolder(t, l)  == IsReader(t, l) \/ IsWriter(t, l)

Read(t, l)  == CanRead(l)  /\ lock' = [lock EXCEPT ![l].readers = @ \cup {t}]
Write(t, l) == CanWrite(l) /\ lock' = [lock EXCEPT ![l] = WrittenBy(t)]

Without(held, t) ==
  IF held.writer = t THEN Unlocked
  ELSE IF t \in held.readers THEN [held EXCEPT !.readers = @ \ {t}]
  ELSE held

(* All locks that t holds; those of them that other workers may want. *)
ReleaseAll(t) ==
  lock' = [l \in Locks |-> IF lock[l] = Unlocked THEN Unlocked ELSE Without(lock[l], t)]

ReleaseShared(t) ==
  lock' = [l \in Locks |-> IF lock[l] # Unlocked /\ l \in SharedLocks THEN Without(lock[l], t)
                           ELSE lock[l]]

(***************************************************************************)
(* Threads. at is the next step of the thread. *)
(***************************************************************************)

Absent == [at |-> "absent", op |-> "none", slot |-> NoSlot, with |-> NoWorker]
Idle   == [at |-> "idle", op |-> "none", slot |-> NoSlot, with |-> NoWorker]

Go(t, step)      == thread' = [thread EXCEPT ![t].at = step]
Start(t, frame)  == thread' = [thread EXCEPT ![t] = frame]
Return(t)        == thread' = [thread EXCEPT ![t] = Idle]

Frame(op, step, slot, with) == [at |-> step, op |-> op, slot |-> slot, with |-> with]

ThreadsOf(w) == {t \in Threads : WorkerOf(t) = w /\ thread[t].at # "absent"}

AtRest(t) == thread[t].at \in {"absent", "idle"}

(* The forking thread waits here. vls_app_fork_parent_handler. *)
WaitsForChild == "fork: wait for the child"

Fail(what) ==
  /\ fault' = what
  /\ UNCHANGED <<workerVars, sessionVars, lock, thread, checked>>

(***************************************************************************)
(* Reading the state                                                       *)
(***************************************************************************)

Range(sequence) == {sequence[i] : i \in DOMAIN sequence}
Lowest(slots)   == CHOOSE i \in slots : \A j \in slots : i <= j

IsOpen(w, i)   == copies[w][i] # Free /\ copies[w][i].listen # "closed"
UsedSlots(w)   == {i \in Slots : copies[w][i] # Free}
FreeSlots(w)   == {i \in Slots : copies[w][i] = Free}
IsPrivate(w, i) == copies[w][i].index = NoIndex

InUse(s) == \E w \in Workers : \E i \in Slots : IsOpen(w, i) /\ copies[w][i].id = s

Live(w)           == life[w] = "live"
ForkInProgress(w) == \E c \in Workers : life[c] = "forking" /\ parent[c] = w

(* The sessions of a worker do not change while it forks. *)
Frozen(w) == ForkInProgress(w)

(* The worker whose session t leaves: a dead child in a cleanup, else its own. *)
Leaver(t) == IF thread[t].op = "cleanup" THEN thread[t].with ELSE WorkerOf(t)

(* The worker whose sessions t copies, and whether it is gone. *)
Forker(t)       == thread[t].with
ForkerIsGone(t) == parent[WorkerOf(t)] # Forker(t)

(* The element of shared data in the operation of t: of the session that t *)
(* leaves, of its own one, or of the one that it shares.                   *)
IndexOf(copy) == IF copy = Free THEN NoIndex ELSE copy.index

LeavingIndex(t) == IndexOf(copies[Leaver(t)][thread[t].slot])

OwnIndex(t) == IndexOf(copies[WorkerOf(t)][thread[t].slot])

SharingIndex(t) == IndexOf(copies[Forker(t)][thread[t].slot])

(* The forking worker has closed the session that t shares. *)
ForkersSessionIsGone(t) == ~IsOpen(Forker(t), thread[t].slot)

Dangling(i) == i = NoIndex \/ elements[i] = Free

(***************************************************************************)
(* Requests for locks                                                      *)
(***************************************************************************)

NoLock == <<>>

(* Locks of tables and sessions separate the threads of one worker.        *)
(* Whether they are taken is a constant.                                   *)
LocksNeeded(w) == LocksPrivate

(* The locks: for forks, exits and cleanups, ... *)
ForLife          == LifeLock
ForTable(w)      == IF LocksNeeded(w) THEN TableLock(w) ELSE NoLock
ForSession(w, i) == IF LocksNeeded(w) THEN SessionLock(w, i) ELSE NoLock
ForElement(i)    == IF i = NoIndex THEN NoLock ELSE ElementLock(i)

(* ... to keep the other threads of w away from the copied sessions, ... *)
ForForker(w) == ForTable(w)

(* ... to exit after the other threads of w have finished with its sessions. *)
ForExit(w) == ForTable(w)

TakeToRead(t, l)  == IF l = NoLock THEN UNCHANGED lock ELSE Read(t, l)
TakeToWrite(t, l) == IF l = NoLock THEN UNCHANGED lock ELSE Write(t, l)

(* One row for each step that needs a lock: the step, the lock, the mode,  *)
(* and the next step. A step that does more than take its lock is a        *)
(* separate action, and has NoNext.                                        *)
Row(at, what, mode, next) == [at |-> at, what |-> what, mode |-> mode, next |-> next]

NoNext == "none"

LeaveTable == <<
  Row("leave: read-lock the pool",   "pool",             "read",  "leave: lock the element"),
  Row("leave: lock the element",     "leaver's element", "write", "leave: unsubscribe"),
  Row("leave: write-lock the pool",  "pool",             "write", "leave: look again, and free"),
  Row("exit: go on",                 "table to exit",    "write", NoNext),
  Row("exit: lock the life cycle",   "life cycle",       "write", "exit: write-lock the table"),
  Row("exit: write-lock the table",  "table to exit",    "write", "exit: retire")>>

(* A private session continues with "listen: change the private copy". *)
ListenTable == <<
  Row("listen: lock the session",    "session",          "write", "listen: read-lock the pool"),
  Row("listen: read-lock the pool",  "pool",             "read",  "listen: lock the element"),
  Row("listen: lock the element",    "element",          "write",
                                                         "listen: change the shared session"),
  Row("notice: read-lock the pool",  "pool",             "read",  "notice: lock the element"),
  Row("notice: lock the element",    "element",          "write", "notice: take")>>

IoTable == <<
  Row("io: lock the session",        "session",          "write", "io: inside")>>

ForkTable == <<
  Row("fork: write-lock the table",  "table to fork",    "write", "fork: begin"),
  Row("share: lock the life cycle",  "life cycle",       "write",
                                                         "share: write-lock the parent's table"),
  Row("share: write-lock the parent's table", "parent's table", "write", NoNext),
  Row("share: read-lock the pool",   "pool",             "read",  "share: lock the element"),
  Row("share: lock the element",     "parent's element", "write", "share: subscribe"),
  Row("share: write-lock the pool",  "pool",             "write", "share: allocate"),
  Row("complete: lock the life cycle", "life cycle",     "write",
                                                         "complete: read-lock the parent's table"),
  Row("complete: read-lock the parent's table", "parent's table", "read",
                                                         "complete: read-lock the pool"),
  Row("complete: read-lock the pool", "pool",            "read",  "complete: go live")>>

LockTable == LeaveTable \o ListenTable \o IoTable \o ForkTable

RequestAt ==
  [at \in {row.at : row \in Range(LockTable)} |-> CHOOSE row \in Range(LockTable) : row.at = at]

RequestSteps == DOMAIN RequestAt

LockSteps == {at \in RequestSteps : RequestAt[at].next # NoNext}

LockNamed(t, what) ==
  LET w == WorkerOf(t)
  IN  CASE what = "pool"             -> PoolLock
        [] what = "leaver's element" -> ForElement(LeavingIndex(t))
        [] what = "element"          -> ForElement(OwnIndex(t))
        [] what = "parent's element" -> IF ForkerIsGone(t) \/ ForkersSessionIsGone(t) THEN NoLock
                                        ELSE ForElement(SharingIndex(t))
        [] what = "session"          -> ForSession(w, thread[t].slot)
        [] what = "own table"        -> ForTable(w)
        [] what = "table to exit"    -> ForExit(w)
        [] what = "table to fork"    -> ForForker(w)
        [] what = "parent's table"   -> ForForker(Forker(t))
        [] what = "life cycle"       -> ForLife

(* The lock that the next step of t takes; NoLock if there is none. *)
LockFor(t) ==
  IF thread[t].at \in RequestSteps THEN LockNamed(t, RequestAt[thread[t].at].what) ELSE NoLock

(* The same as a set, and whether t wants it for reading. *)
Wanted(t)      == {LockFor(t)} \ {NoLock}
WantsToRead(t) == thread[t].at \in RequestSteps /\ RequestAt[thread[t].at].mode = "read"

Take(t) == IF WantsToRead(t) THEN TakeToRead(t, LockFor(t)) ELSE TakeToWrite(t, LockFor(t))

(* vls_listen: another thread of the worker may have begun to listen on the session before. *)
ListensAlready(t) ==
  thread[t].op = "listen" /\ copies[WorkerOf(t)][thread[t].slot].listen # "none"

StepAfterLock(t) ==
  CASE thread[t].at # "listen: lock the session" -> RequestAt[thread[t].at].next
    [] ListensAlready(t) -> "listen: already a listener"
    [] IsPrivate(WorkerOf(t), thread[t].slot) -> "listen: change the private copy"
    [] OTHER -> RequestAt[thread[t].at].next

(* vls_get_and_lock, vls_shared_data_pool_rlock, clib_spinlock_lock of an element, and so on. *)
TakeLock(t) ==
  /\ Take(t)
  /\ Go(t, StepAfterLock(t))
  /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

(***************************************************************************)
(* Faults: use of data that may be gone. None is reachable here; each is   *)
(* reachable with a defect.                                                *)
(***************************************************************************)

UsesLeaversElement ==
  {"leave: lock the element", "leave: unsubscribe", "leave: look again, and free"}

UsesElement ==
  {"listen: lock the element", "listen: change the shared session", "notice: lock the element"}

UsesSession == {"listen: lock the session", "io: lock the session", "io: inside"}

(* With some defects a session is removed while another thread is in it. *)
UsesOwnCopy ==
  {"listen: read-lock the pool", "listen: lock the element", "listen: change the shared session",
   "listen: change the private copy", "notice: read-lock the pool", "notice: lock the element",
   "notice: take"}

UsesForker ==
  {"share: write-lock the parent's table", "share: lock the element", "share: subscribe",
   "share: allocate", "complete: read-lock the parent's table", "complete: go live"}

UsesForkersElement == {"share: lock the element", "share: subscribe"}

FaultOfFork(t) ==
  LET at == thread[t].at
  IN  CASE ForkerIsGone(t) -> "use of a freed worker"
        [] at = "share: lock the element" /\ ForkersSessionIsGone(t) -> "use of a freed session"
        [] at \in UsesForkersElement /\ Dangling(SharingIndex(t)) -> "use of a freed element"
        [] at = "share: allocate" /\ freeIndices # <<>> /\ copies[Forker(t)][thread[t].slot] = Free
             -> "use of a freed session"
        [] OTHER -> "none"

(* The fault of the next step of t: the use of data that is gone. *)
UseOfFreed(t) ==
  LET at == thread[t].at
  IN  CASE at \in UsesForker -> FaultOfFork(t)
        [] at \in UsesOwnCopy /\ copies[WorkerOf(t)][thread[t].slot] = Free -> "use of a freed session"
        [] at \in UsesLeaversElement /\ Dangling(LeavingIndex(t)) -> "use of a freed element"
        [] at \in UsesElement /\ Dangling(OwnIndex(t)) -> "use of a freed element"
        [] at \in UsesSession /\ ~IsOpen(WorkerOf(t), thread[t].slot) -> "use of a freed session"
        [] at = "leave: read-lock the pool" /\ LeavingIndex(t) = NoIndex ->
             "an assertion does not hold"
        [] OTHER -> "none"

Fault(t) == UseOfFreed(t)

(***************************************************************************)
(* The pool of shared data                                                 *)
(***************************************************************************)

(* The order of the free indices cannot be observed once the pool is empty. *)
Freed(i, els) ==
  IF \A j \in Indices : els[j] = Free THEN [j \in Indices |-> j] ELSE <<i>> \o freeIndices

(* vec_del1: the last subscriber moves into the gap. *)
Removed(subscribers, w) ==
  LET last == Len(subscribers)
  IN  [i \in 1..(last - 1) |->
         IF subscribers[i] = w THEN subscribers[last] ELSE subscribers[i]]

IsSubscribed(w, i) == w \in Range(elements[i].subscribers)

(***************************************************************************)
(* Leaving a session: close, exit and cleanup.  vls_unshare_session.       *)
(***************************************************************************)

(* The first step to leave the session in slot i. *)
FirstStepToLeave(w, i) ==
  IF ~IsOpen(w, i) \/ IsPrivate(w, i) THEN "leave: remove the copy"
  ELSE "leave: read-lock the pool"

CopiesWithClosed(w, slot) ==
  [copies EXCEPT ![w][slot].listen = "closed", ![w][slot].waits = FALSE]

(* Who leaves is no listener any more. *)
ListenersWithout(data, w, slot) == data.listeners \ {w}

(* w leaves the element i, and others remain. A new owner is notified. *)
LeaveToOthers(w, slot, i, data) ==
  LET rest == Removed(data.subscribers, w)
      s    == data.session
      next == Head(rest)
      none == [notices EXCEPT ![w][s] = 0]
  IN  /\ elements' = [elements EXCEPT ![i] =
                        [session     |-> s,
                         owner       |-> IF data.owner = w THEN next ELSE data.owner,
                         subscribers |-> rest,
                         listeners   |-> ListenersWithout(data, w, slot)]]
      /\ notices' = IF data.owner = w THEN [none EXCEPT ![next][s] = @ + 1] ELSE none
      /\ copies' = CopiesWithClosed(w, slot)

(* The last subscriber leaves the element unchanged, since it cannot be    *)
(* freed under the read lock, ...                                          *)
LeaveAsLast(w, slot, i) == UNCHANGED sessionVars

(* ... and releases that lock before it takes the write lock. *)
ReleaseToUpgrade(t) == ReleaseShared(t)

(* vls_unshare_session: vls_shared_data_subscriber_position to the end of  *)
(* the critical section.                                                   *)
LeaveUnsubscribe(t) ==
  LET w    == Leaver(t)
      slot == thread[t].slot
      i    == LeavingIndex(t)
  IN  IF ~IsSubscribed(w, i)
        THEN /\ ReleaseShared(t)
             /\ Go(t, "leave: remove the copy")
             /\ UNCHANGED <<workerVars, sessionVars, faultVars>>
      ELSE IF Len(elements[i].subscribers) # 1
        THEN /\ LeaveToOthers(w, slot, i, elements[i])
             /\ ReleaseShared(t)
             /\ Go(t, "leave: remove the copy")
             /\ UNCHANGED <<workerVars, freeIndices, faultVars>>
      ELSE /\ LeaveAsLast(w, slot, i)
           /\ ReleaseToUpgrade(t)
           /\ Go(t, "leave: write-lock the pool")
           /\ UNCHANGED <<workerVars, freeIndices, faultVars>>

(* The second check: in the gap without a lock, a worker may have subscribed. *)
OthersSubscribe(i) == Len(elements[i].subscribers) > 1

(* vls_shared_data_free: pool_put, unless a worker has subscribed. *)
LeaveFree(t) ==
  LET w    == Leaver(t)
      slot == thread[t].slot
      i    == LeavingIndex(t)
      els  == [elements EXCEPT ![i] = Free]
  IN  IF OthersSubscribe(i)
        THEN /\ LeaveToOthers(w, slot, i, elements[i])
             /\ ReleaseShared(t)
             /\ Go(t, "leave: remove the copy")
             /\ UNCHANGED <<workerVars, freeIndices, faultVars>>
      ELSE /\ elements' = els
           /\ freeIndices' = Freed(i, els)
           /\ notices' = [notices EXCEPT ![w][elements[i].session] = 0]
           /\ copies' = CopiesWithClosed(w, slot)
           /\ ReleaseShared(t)
           /\ Go(t, "leave: remove the copy")
           /\ UNCHANGED <<workerVars, faultVars>>

(* After each session an exit looks whether it has left all. *)
ExitAfterSession == "exit: lock the life cycle"

(* vls_free, and vls_table_wunlock in vls_close.  vppcom_session_close for *)
(* a private session.                                                      *)
LeaveRemoveCopy(t) ==
  /\ copies' = [copies EXCEPT ![Leaver(t)][thread[t].slot] = Free]
  /\ ReleaseAll(t)
  /\ IF thread[t].op = "exit"
       THEN Start(t, Frame("exit", ExitAfterSession, NoSlot, NoWorker))
       ELSE Return(t)
  /\ UNCHANGED <<workerVars, sharedVars, notices, faultVars>>

(***************************************************************************)
(* Operations of one worker on its sessions                                *)
(***************************************************************************)

(* vls_alloc: vls_table_wlock. *)
BeginOpen(t) ==
  LET w == WorkerOf(t)
  IN  /\ ~Frozen(w) /\ FreeSlots(w) # {}
      /\ \E s \in Sessions : ~InUse(s)
      /\ TakeToWrite(t, ForTable(w))
      /\ Start(t, Frame("open", "open: enter", NoSlot, NoWorker))
      /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

(* vls_alloc: pool_get_zero to vls_table_wunlock. No change if VPP has no  *)
(* session to grant.                                                       *)
OpenEnter(t) ==
  LET w    == WorkerOf(t)
      slot == Lowest(FreeSlots(w))
      new(s) == [id |-> s, index |-> NoIndex, listen |-> "none", waits |-> FALSE, worker |-> w]
  IN  /\ ReleaseAll(t)
      /\ Return(t)
      /\ \/ \E s \in Sessions :
              ~InUse(s) /\ copies' = [copies EXCEPT ![w][slot] = new(s)]
         \/ (\A s \in Sessions : InUse(s)) /\ UNCHANGED copies
      /\ UNCHANGED <<workerVars, sharedVars, notices, faultVars>>

(* The first step to close the session in slot i. *)
FirstStepToClose(w, i) == FirstStepToLeave(w, i)

(* vls_close: vls_table_wlock, vls_get. During a fork of the worker the    *)
(* operation is rejected. The session itself is not locked: I/O keeps the  *)
(* lock of the table, which is locked for writing here.                    *)
BeginClose(t) ==
  LET w == WorkerOf(t)
  IN  /\ ~Frozen(w)
      /\ TakeToWrite(t, ForTable(w))
      /\ \E i \in Slots :
           /\ IsOpen(w, i)
           /\ Start(t, Frame("close", FirstStepToClose(w, i), i, NoWorker))
      /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

(* vls_write, vls_read: vls_get_w_dlock, the table. *)
BeginIo(t) ==
  LET w == WorkerOf(t)
  IN  /\ TakeToRead(t, ForTable(w))
      /\ \E i \in Slots :
           /\ IsOpen(w, i) /\ copies[w][i].listen = "none"
           /\ Start(t, Frame("io", "io: lock the session", i, NoWorker))
      /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

(* vppcom_session_write, vppcom_session_read; vls_get_and_unlock. *)
IoInside(t) ==
  /\ ReleaseAll(t)
  /\ Return(t)
  /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

(***************************************************************************)
(* Listening: vls_listen, vls_accept, vls_epoll_ctl; vls_mp_checks         *)
(***************************************************************************)

ListenOperations == {"listen", "accept", "epoll add", "epoll del"} \cap Operations

(* An operation without effect takes the same locks in the same order and  *)
(* changes nothing: it does not begin here.                                *)
HasSomethingToDo(op, copy) ==
  CASE op = "listen"    -> copy.listen = "none" /\ copy.id \in Listenable
    [] op = "accept"    -> copy.listen # "none" /\ ~copy.waits
    [] op = "epoll add" -> copy.listen # "none" /\ ~copy.waits
    [] op = "epoll del" -> copy.waits

AddsToEpoll(t) == thread[t].op = "epoll add"

BeginsToWait(t) == thread[t].op \in {"accept", "epoll add"}

(* vls_get_w_dlock, the table. *)
BeginListening(t) ==
  LET w == WorkerOf(t)
  IN  /\ \E i \in Slots, op \in ListenOperations :
           /\ IsOpen(w, i)
           /\ HasSomethingToDo(op, copies[w][i])
           /\ Start(t, Frame(op, "listen: lock the session", i, NoWorker))
      /\ TakeToRead(t, ForTable(w))
      /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

(* vls_mp_checks runs in each operation: its result is not cached. *)
RememberCheck(t) == UNCHANGED checked

(* No other worker could get the connections of a private listener: it continues to listen. *)
CopyAfterEpollDel(copy) == [copy EXCEPT !.waits = FALSE]

(* vppcom_session_listen; a private session tells no other worker about its waits. *)
ListenPrivate(t) ==
  LET w    == WorkerOf(t)
      i    == thread[t].slot
      op   == thread[t].op
  IN  /\ copies' = [copies EXCEPT ![w][i] =
           IF ~HasSomethingToDo(op, @) THEN @
           ELSE CASE op = "listen"    -> [@ EXCEPT !.listen = "listen"]
                  [] op \in {"accept", "epoll add"} -> [@ EXCEPT !.waits = TRUE]
                  [] op = "epoll del" -> CopyAfterEpollDel(@)]
      /\ RememberCheck(t)
      /\ ReleaseAll(t)
      /\ Return(t)
      /\ UNCHANGED <<workerVars, sharedVars, notices, fault>>

(* A listener listens once: no change. *)
ListenAgain(t) ==
  /\ ReleaseAll(t)
  /\ Return(t)
  /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

(* The worker of the listener bit: in the source, the worker index of the copy. *)
BitOf(w, slot) == copies[w][slot].worker

ListenersWith(listeners, w) == listeners \cup {w}

(* The owner listens, does not wait for connections, and must stop. *)
MustStop(data, w) ==
  /\ data.owner # w
  /\ data.owner \notin data.listeners

StopOwner(owner, s, cps) ==
  IF ~\E i \in Slots : cps[owner][i] # Free /\ cps[owner][i].id = s THEN cps
  ELSE LET i == CHOOSE j \in Slots : cps[owner][j] # Free /\ cps[owner][j].id = s
       IN  IF cps[owner][i].listen = "listen"
             THEN [cps EXCEPT ![owner][i].listen = "passive"] ELSE cps

(* The copies after w has begun to wait under the lock of the element: the *)
(* owner is checked and stopped in the same critical section.              *)
CopiesAfterWait(data, w, cps) ==
  IF MustStop(data, w) THEN StopOwner(data.owner, data.session, cps) ELSE cps

(* w waits from now on, with the given listen state. *)
WaitAttached(w, slot, i, listen) ==
  LET passive == copies[w][slot].listen = "passive"
      mine    == [copies EXCEPT ![w][slot].waits = TRUE, ![w][slot].listen = listen]
      bit     == IF passive THEN w ELSE BitOf(w, slot)
  IN  /\ elements' = [elements EXCEPT ![i].listeners = ListenersWith(@, bit)]
      /\ copies' = IF passive THEN CopiesAfterWait(elements[i], w, mine) ELSE mine

(* A passive copy must first attach to VPP, which VPP may refuse. *)
IsRefused(w, slot, attached) == copies[w][slot].listen = "passive" /\ ~attached

(* vls_mp_checks: vls_listener_wrk_start_listen, vls_listener_wrk_stop_listen. *)
WaitShared(t, w, slot, i, attached) ==
  IF IsRefused(w, slot, attached) THEN UNCHANGED <<copies, elements>>
  ELSE WaitAttached(w, slot, i, "listen")

(* The operation is complete after the change of the shared session. *)
EndListenShared(t, attached) == ReleaseAll(t) /\ Return(t)

(* vls_mp_checks, vls_listener_wrk_start_listen, vls_listener_wrk_stop_listen: the check and the *)
(* change of a shared listener are one step.                                   *)
ListenShared(t) ==
  LET w    == WorkerOf(t)
      slot == thread[t].slot
      op   == thread[t].op
      i    == OwnIndex(t)
  IN  \E attached \in BOOLEAN :
        /\ IF ~HasSomethingToDo(op, copies[w][slot]) THEN UNCHANGED <<copies, elements>>
           ELSE CASE op = "listen" ->
                       /\ copies' = IF attached THEN [copies EXCEPT ![w][slot].listen = "listen"]
                                    ELSE copies
                       /\ UNCHANGED elements
                  [] op \in {"accept", "epoll add"} -> WaitShared(t, w, slot, i, attached)
                  [] op = "epoll del" ->
                       LET v == BitOf(w, slot)
                       IN  /\ copies' = [copies EXCEPT ![w][slot].waits = FALSE,
                                                       ![w][slot].listen = "passive"]
                           /\ elements' = [elements EXCEPT ![i].listeners = @ \ {v}]
        /\ RememberCheck(t)
        /\ EndListenShared(t, attached)
        /\ UNCHANGED <<workerVars, freeIndices, notices, fault>>

(***************************************************************************)
(* A new owner reads its notice: vcl_session_worker_update_reply_handler   *)
(***************************************************************************)

BeginNotice(t) ==
  LET w == WorkerOf(t)
  IN  /\ \E i \in Slots :
           /\ IsOpen(w, i)
           /\ notices[w][copies[w][i].id] > 0
           /\ Start(t, Frame("notice", "notice: read-lock the pool", i, NoWorker))
      /\ TakeToRead(t, ForTable(w))
      /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

NoticeTake(t) ==
  LET w == WorkerOf(t)
      s == copies[w][thread[t].slot].id
  IN  /\ notices' = [notices EXCEPT ![w][s] = IF @ > 0 THEN @ - 1 ELSE @]
      /\ ReleaseAll(t)
      /\ Return(t)
      /\ UNCHANGED <<workerVars, copies, sharedVars, faultVars>>

(***************************************************************************)
(* Fork. The forking thread waits; the only thread of the child shares the *)
(* parent's sessions one by one.                                           *)
(***************************************************************************)

(* vls_app_pre_fork. The next step locks the table, to keep the parent's   *)
(* other threads away from the copied sessions.                            *)
BeginFork(t) ==
  /\ \E c \in Workers :
       /\ life[c] = "unborn"
       /\ Start(t, Frame("fork", "fork: write-lock the table", NoSlot, c))
  /\ TakeToWrite(t, ForLife)
  /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

SlotsToShare(p, c) == {i \in Slots : IsOpen(p, i) /\ copies[c][i] = Free}

(* The first step of the child. *)
NextStepOfFork(p, c, cps) ==
  IF \E i \in Slots : cps[p][i] # Free /\ cps[p][i].listen # "closed" /\ cps[c][i] = Free
    THEN "share: lock the life cycle"
    ELSE "complete: lock the life cycle"

ParentsAfterFork(p, c) == [parent EXCEPT ![c] = p]

(* The parent's thread waits for the end of the fork before the child begins. *)
ThreadsInFork(t, c) ==
  LET w == WorkerOf(t)
  IN  [thread EXCEPT ![t].at = WaitsForChild,
                     ![<<c, t[2]>>] = Frame("be forked", NextStepOfFork(w, c, copies), NoSlot, w)]

(* The locks of the child are initialized: not held. *)
ReleaseInFork(t, c) == ReleaseAll(t)

(* fork(), vls_app_fork_child_handler: vls_worker_alloc. *)
ForkBegin(t) ==
  LET w == WorkerOf(t)
      c == thread[t].with
  IN  IF life[c] # "unborn" \/ Frozen(w)
        THEN /\ ReleaseAll(t)
             /\ Return(t)
             /\ UNCHANGED <<workerVars, sessionVars, faultVars>>
        ELSE /\ life' = [life EXCEPT ![c] = "forking"]
             /\ parent' = ParentsAfterFork(w, c)
             /\ thread' = ThreadsInFork(t, c)
             /\ ReleaseInFork(t, c)
             /\ UNCHANGED <<sessionVars, faultVars>>

(* The child's copy; the copy of a listener is passive. *)
ChildCopy(c, copy, index) ==
  [id     |-> copy.id,
   index  |-> index,
   listen |-> IF copy.listen = "none" THEN "none" ELSE "passive",
   waits  |-> FALSE,
   worker |-> c]

(* The child has no copy before it subscribes. *)
CopyAtLock(c, p, i) == UNCHANGED copies

(* vls_share_session, for the next of the parent's sessions, if any. The   *)
(* lock of the parent's table keeps its other threads away.                *)
ShareLockTable(t) ==
  LET c == WorkerOf(t)
      p == Forker(t)
      i == Lowest(SlotsToShare(p, c))
  IN  IF SlotsToShare(p, c) = {}
        THEN /\ ReleaseAll(t)
             /\ Go(t, "complete: lock the life cycle")
             /\ UNCHANGED <<workerVars, sessionVars, faultVars>>
        ELSE /\ Take(t)
             /\ CopyAtLock(c, p, i)
             /\ thread' = [thread EXCEPT ![t].slot = i,
                                         ![t].at = IF IsPrivate(p, i)
                                                     THEN "share: write-lock the pool"
                                                     ELSE "share: read-lock the pool"]
             /\ UNCHANGED <<workerVars, sharedVars, notices, faultVars>>

(* After each share the child looks whether it has all sessions, and       *)
(* otherwise continues with the next one.                                  *)
StepAfterShare(p, c, cps) == "complete: lock the life cycle"

GoOnWithFork(t, cps) ==
  LET c == WorkerOf(t)
  IN  thread' = [thread EXCEPT ![t].slot = NoSlot, ![t].at = StepAfterShare(Forker(t), c, cps)]

(* Only the fork can see the child's pool, so its copy is entered together *)
(* with the subscription.                                                  *)
CopiesAfterShare(t, c, slot, i) ==
  [copies EXCEPT ![c][slot] = ChildCopy(c, copies[Forker(t)][slot], i)]

(* vls_share_session: vec_add1 of the child. *)
ShareSubscribe(t) ==
  LET c   == WorkerOf(t)
      i   == SharingIndex(t)
      cps == CopiesAfterShare(t, c, thread[t].slot, i)
  IN  /\ elements' = [elements EXCEPT ![i].subscribers = Append(@, c)]
      /\ copies' = cps
      /\ ReleaseAll(t)
      /\ GoOnWithFork(t, cps)
      /\ UNCHANGED <<workerVars, freeIndices, notices, faultVars>>

(* The parent owns a session at its first share, and its interest in       *)
(* connections from before counts.                                         *)
FirstSubscribers(p, c)    == <<p, c>>
FirstListeners(p, copy)   == IF copy.waits THEN {p} ELSE {}

FirstShared(p, c, copy) ==
  [session     |-> copy.id,
   owner       |-> p,
   subscribers |-> FirstSubscribers(p, c),
   listeners   |-> FirstListeners(p, copy)]

(* The whole first share is one critical section. *)
EndShareAllocate(t, cps) == ReleaseAll(t) /\ GoOnWithFork(t, cps)

(* vls_shared_data_alloc, and the rest of vls_share_session for a private  *)
(* session. Without room the child does without it.                        *)
ShareAllocate(t) ==
  LET c    == WorkerOf(t)
      p    == Forker(t)
      slot == thread[t].slot
      copy == copies[p][slot]
      i    == Head(freeIndices)
      cps  == [copies EXCEPT ![p][slot].index = i, ![c][slot] = ChildCopy(c, copy, i)]
  IN  IF freeIndices = <<>>
        THEN /\ ReleaseAll(t)
             /\ thread' = [thread EXCEPT ![t].slot = NoSlot,
                                         ![t].at = "complete: lock the life cycle"]
             /\ UNCHANGED <<workerVars, sessionVars, faultVars>>
        ELSE /\ elements' = [elements EXCEPT ![i] = FirstShared(p, c, copy)]
             /\ freeIndices' = Tail(freeIndices)
             /\ copies' = cps
             /\ EndShareAllocate(t, cps)
             /\ UNCHANGED <<workerVars, notices, faultVars>>

(* The threads woken by a completed or failed fork of c. *)
Wakes(u, c) == thread[u].at = WaitsForChild /\ thread[u].with = c

ThreadsAfterFork(c, changed) ==
  [u \in Threads |-> IF Wakes(u, c) THEN Idle ELSE changed[u]]

(* The parent has a further session, and there is room for its shared data. *)
CanShareMore(p, c) ==
  LET left == SlotsToShare(p, c)
  IN  left # {} /\ (freeIndices # <<>> \/ ~IsPrivate(p, Lowest(left)))

(* vls_app_fork_child_handler: vcm->forking = 0. Under the pool's lock, so *)
(* that a lack of room is still true.                                      *)
CompleteGoLive(t) ==
  LET c == WorkerOf(t)
  IN  IF CanShareMore(Forker(t), c)
        THEN /\ ReleaseAll(t)
             /\ Go(t, "share: lock the life cycle")
             /\ UNCHANGED <<workerVars, sessionVars, faultVars>>
        ELSE /\ life' = [life EXCEPT ![c] = "live"]
             /\ thread' = ThreadsAfterFork(c, [thread EXCEPT ![t] = Idle])
             /\ ReleaseAll(t)
             /\ UNCHANGED <<parent, sessionVars, faultVars>>

(***************************************************************************)
(* The end of a worker                                                     *)
(***************************************************************************)

(* The worker that adopts v when its parent ends: the parent's parent. *)
Adopter(v) == parent[parent[v]]

(* A worker index is free again, and its children are adopted. *)
ParentsAfter(w) ==
  [v \in Workers |-> IF v = w THEN NoWorker
                     ELSE IF parent[v] = w THEN Adopter(v)
                     ELSE parent[v]]

ThreadsWithout(w, changed) ==
  [u \in Threads |-> IF WorkerOf(u) = w THEN Absent ELSE changed[u]]

(* The locks in the memory of w, gone with it, and their holders. *)
InOwnMemory(w, l) == l \notin OutsideLocks[w]

WithoutThreadsOf(w, held) ==
  [writer  |-> IF held.writer # Nobody /\ WorkerOf(held.writer) = w THEN Nobody ELSE held.writer,
   readers |-> {t \in held.readers : WorkerOf(t) # w}]

LocksWithout(w, locks) ==
  [l \in Locks |-> IF locks[l] # Unlocked /\ InOwnMemory(w, l)
                     THEN WithoutThreadsOf(w, locks[l]) ELSE locks[l]]

(* The next session in pool order. *)
ExitFrame(w) ==
  LET i == Lowest(UsedSlots(w)) IN Frame("exit", FirstStepToLeave(w, i), i, NoWorker)

(* vls_app_exit begins, or continues with the next session. The lock of    *)
(* the table waits for the other threads of w. During a fork of w no       *)
(* session is left; only the lock of the table keeps a fork from beginning, *)
(* and none keeps it from ending.                                          *)
ExitGoOn(t) ==
  LET w == WorkerOf(t)
  IN  /\ TakeToWrite(t, ForExit(w))
      /\ Start(t, IF UsedSlots(w) = {}
                     THEN Frame("exit", "exit: leave no session", NoSlot, NoWorker)
                   ELSE IF Frozen(w)
                     THEN Frame("exit", "exit: look for a fork", NoSlot, NoWorker)
                   ELSE ExitFrame(w))
      /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

ExitLeaveNone(t) ==
  /\ ReleaseAll(t)
  /\ Go(t, "exit: lock the life cycle")
  /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

ExitLookForFork(t) ==
  LET w == WorkerOf(t)
  IN  IF Frozen(w)
        THEN ExitLeaveNone(t)
        ELSE /\ Start(t, ExitFrame(w))
             /\ UNCHANGED <<workerVars, sessionVars, lock, faultVars>>

(* A session is left, or another thread has opened one, or forks. *)
HasMoreToExit(w) == UsedSlots(w) # {} \/ ForkInProgress(w)

(* vls_worker_free, at the end of vls_app_exit. During a fork of w the exit is given up. *)
ExitRetire(t) ==
  LET w == WorkerOf(t)
  IN  IF HasMoreToExit(w)
        THEN /\ ReleaseAll(t)
             /\ IF ForkInProgress(w) THEN Return(t)
                ELSE Start(t, Frame("exit", "exit: go on", NoSlot, NoWorker))
             /\ UNCHANGED <<workerVars, sessionVars, faultVars>>
        ELSE /\ life' = [life EXCEPT ![w] = "unborn"]
             /\ parent' = ParentsAfter(w)
             /\ thread' = ThreadsWithout(w, thread)
             /\ lock' = LocksWithout(w, [l \in Locks |-> Without(lock[l], t)])
             /\ UNCHANGED <<sessionVars, faultVars>>

(* A process is killed between its critical sections: a kill takes and     *)
(* releases the locks of the life cycle, of the table, and of the pool.    *)
MayDie(w) == \A l \in {LifeLock, TableLock(w), PoolLock} : lock[l] = Unlocked

(* The parent is woken if the worker dies during its fork. *)
ThreadsAfterDeath(w) == IF life[w] = "forking" THEN ThreadsAfterFork(w, thread) ELSE thread

(* _exit() or a signal: no cleanup, no notice, and all threads are gone.   *)
Die(w) ==
  /\ Allowed("die")
  /\ life[w] \in {"forking", "live"}
  /\ MayDie(w)
  /\ life' = [life EXCEPT ![w] = "dead"]
  /\ notices' = [notices EXCEPT ![w] = [s \in Sessions |-> 0]]
  /\ thread' = ThreadsWithout(w, ThreadsAfterDeath(w))
  /\ lock' = LocksWithout(w, lock)
  /\ UNCHANGED <<parent, copies, sharedVars, faultVars>>

(* The parent cleans up, or any worker if there is no parent. *)
MayCleanUp(w, c) ==
  /\ life[c] = "dead"
  /\ parent[c] \in {w, NoWorker}
  /\ ~ForkInProgress(c)

CleanupFrame(w, c) ==
  IF UsedSlots(c) = {} THEN Frame("cleanup", "cleanup: retire", NoSlot, c)
  ELSE LET i == Lowest(UsedSlots(c)) IN Frame("cleanup", FirstStepToLeave(c, i), i, c)

ForCleanup == ForLife

(* vls_cleanup_vcl_worker: the dead child leaves its next session. Each    *)
(* session is a separate operation: others may act between two.            *)
BeginCleanup(t) ==
  LET w == WorkerOf(t)
  IN  /\ \E c \in Workers :
           /\ MayCleanUp(w, c)
           /\ Start(t, CleanupFrame(w, c))
      /\ TakeToWrite(t, ForCleanup)
      /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

(* No operation runs in a signal handler, on top of its thread's own operation. *)
RunHandler(t) == FALSE

(* vls_intercept_sigchld_handler *)
Interrupt(t) ==
  /\ RunHandler(t)
  /\ UNCHANGED <<workerVars, sessionVars, lock, faultVars>>

(* vls_worker_free at the end of vls_cleanup_vcl_worker. *)
CleanupRetire(t) ==
  LET c == thread[t].with
  IN  /\ life' = [life EXCEPT ![c] = "unborn"]
      /\ parent' = ParentsAfter(c)
      /\ copies' = [copies EXCEPT ![c] = [i \in Slots |-> Free]]
      /\ ReleaseAll(t)
      /\ Return(t)
      /\ UNCHANGED <<sharedVars, notices, faultVars>>

(* A thread is registered with its worker before its first operation. *)
NewThread == Idle

(* pthread_create; vls_mt_detect, vls_mt_add. *)
Appear(t) ==
  /\ thread[t].at = "absent" /\ Live(WorkerOf(t))
  /\ Start(t, NewThread)
  /\ UNCHANGED <<workerVars, sessionVars, lock, faultVars>>

(***************************************************************************)
(* Specification                                                           *)
(***************************************************************************)

(* The operations that an idle thread of a live worker may begin. *)
Begin(t) ==
  \/ Allowed("open") /\ BeginOpen(t)
  \/ Allowed("close") /\ BeginClose(t)
  \/ Allowed("io") /\ BeginIo(t)
  \/ BeginListening(t)
  \/ Allowed("notice") /\ BeginNotice(t)
  \/ Allowed("fork") /\ BeginFork(t)
  \/ Allowed("exit") /\ ExitGoOn(t)
  \/ Allowed("cleanup") /\ BeginCleanup(t)

StepOfLeaving(t) ==
  LET at == thread[t].at
  IN  CASE at = "leave: unsubscribe"          -> LeaveUnsubscribe(t)
        [] at = "leave: look again, and free" -> LeaveFree(t)
        [] at = "leave: remove the copy"      -> LeaveRemoveCopy(t)
        [] at = "exit: go on"                 -> ExitGoOn(t)
        [] at = "exit: leave no session"      -> ExitLeaveNone(t)
        [] at = "exit: look for a fork"       -> ExitLookForFork(t)
        [] at = "exit: retire"                -> ExitRetire(t)
        [] at = "cleanup: retire"             -> CleanupRetire(t)

StepOfListening(t) ==
  LET at == thread[t].at
  IN  CASE at = "listen: change the shared session" -> ListenShared(t)
        [] at = "listen: change the private copy"   -> ListenPrivate(t)
        [] at = "listen: already a listener"        -> ListenAgain(t)

StepOfFork(t) ==
  LET at == thread[t].at
  IN  CASE at = "fork: begin"   -> ForkBegin(t)
        [] at = WaitsForChild   -> FALSE

StepOfChild(t) ==
  LET at == thread[t].at
  IN  CASE at = "share: write-lock the parent's table" -> ShareLockTable(t)
        [] at = "share: subscribe"            -> ShareSubscribe(t)
        [] at = "share: allocate"             -> ShareAllocate(t)
        [] at = "complete: go live"           -> CompleteGoLive(t)

(* The steps under locks, by operation and position. *)
StepInside(t) ==
  LET op == thread[t].op
  IN  CASE op = "be forked" -> StepOfChild(t)
        [] op = "fork"      -> StepOfFork(t)
        [] op = "close"     -> StepOfLeaving(t)
        [] op = "exit"      -> StepOfLeaving(t)
        [] op = "cleanup"   -> StepOfLeaving(t)
        [] op = "notice"    -> NoticeTake(t)
        [] op = "open"      -> OpenEnter(t)
        [] op = "io"        -> IoInside(t)
        [] OTHER            -> StepOfListening(t)

(* The next step of the thread t. *)
Step(t) ==
  LET at == thread[t].at
  IN  CASE at = "idle"         -> Begin(t)
        [] at = "absent"       -> Allowed("thread") /\ Appear(t)
        [] Fault(t) # "none"   -> Fail(Fault(t))
        [] at \in LockSteps    -> TakeLock(t)
        [] OTHER               -> StepInside(t)

Init ==
  \E root \in Workers, first \in ThreadNames :
    /\ life = [w \in Workers |-> IF w = root THEN "live" ELSE "unborn"]
    /\ parent = [w \in Workers |-> NoWorker]
    /\ copies = [w \in Workers |-> [i \in Slots |-> Free]]
    /\ elements = [i \in Indices |-> Free]
    /\ freeIndices = [i \in Indices |-> i]
    /\ notices = [w \in Workers |-> [s \in Sessions |-> 0]]
    /\ lock = [l \in Locks |-> Unlocked]
    /\ thread = [t \in Threads |-> IF t = <<root, first>> THEN Idle ELSE Absent]
    /\ checked = {}
    /\ fault = "none"

(* No worker is left: termination, not deadlock. *)
End ==
  /\ \A w \in Workers : life[w] \in {"unborn", "dead"}
  /\ UNCHANGED vars

Next ==
  \/ \E t \in Threads : Step(t)
  \/ \E t \in Threads : Interrupt(t)
  \/ \E w \in Workers : Die(w)
  \/ End

Spec == Init /\ [][Next]_vars

(* An operation that has begun continues. *)
GoOn(t) == ~AtRest(t) /\ Step(t)

(* A thread may find its lock alternately free and taken, for ever. *)
MustWait(t) == Wanted(t) # {}

GoOnWithLock(t) == MustWait(t) /\ GoOn(t)

(* Live workers clean up and read their notices. No worker has to open,    *)
(* close, listen, accept, fork, exit or die.                               *)
ReadsNotices(w) ==
  \E t \in Threads :
    WorkerOf(t) = w /\ thread[t].at = "idle" /\ Allowed("notice") /\ BeginNotice(t)

CleansUp(w) ==
  \E t \in Threads :
    WorkerOf(t) = w /\ thread[t].at = "idle" /\ Allowed("cleanup") /\ BeginCleanup(t)

(* Fairness is weak for steps that no other thread can delay. It is strong *)
(* for waits for a lock, which others may take again and again, and for    *)
(* steps that a worker takes only with an idle thread.                     *)
(* MCSharedDataLockingFairness shows the effect of weaker fairness.        *)
OperationsGoOn ==
  \A t \in Threads : WF_vars(GoOn(t)) /\ SF_vars(GoOnWithLock(t))

NoticesAreRead == \A w \in Workers : SF_vars(ReadsNotices(w))

DeadAreNoticed == \A w \in Workers : SF_vars(CleansUp(w))

Fairness == OperationsGoOn /\ NoticesAreRead /\ DeadAreNoticed

FairSpec == Spec /\ Fairness

(***************************************************************************)
(* Refinement: the lock-level specification implements SharedData.         *)
(***************************************************************************)

AbstractCopy(copy) ==
  IF copy = Free THEN Free
  ELSE IF copy.listen = "closed" THEN Free
  ELSE [id |-> copy.id, listen |-> copy.listen, waits |-> copy.waits]

AbstractPool == [w \in Workers |-> [i \in Slots |-> AbstractCopy(copies[w][i])]]

ElementsOf(s) == {i \in Indices : elements[i] # Free /\ elements[i].session = s}

AbstractShared ==
  [s \in Sessions |->
     IF ElementsOf(s) = {} THEN NotShared
     ELSE LET data == elements[Lowest(ElementsOf(s))]
          IN  IF data.subscribers = <<>> THEN NotShared
              ELSE [owner       |-> data.owner,
                    subscribers |-> data.subscribers,
                    listeners   |-> data.listeners]]

Abstract == INSTANCE SharedData WITH pool <- AbstractPool, shared <- AbstractShared

(* The step of SharedData that a step of t implements. All other steps     *)
(* implement none: they do not change mapped variables.                    *)
LeaveImplemented(t) ==
  LET w == WorkerOf(t)
  IN  CASE thread[t].op = "close"   -> Abstract!Close(w, copies[w][thread[t].slot].id)
        [] thread[t].op = "exit"    -> Abstract!ExitLeaveNext(w)
        [] thread[t].op = "cleanup" -> Abstract!CleanupLeaveNext(w, thread[t].with)
        [] OTHER                    -> FALSE

ListenImplemented(t) ==
  LET w == WorkerOf(t)
      s == copies[w][thread[t].slot].id
  IN  CASE thread[t].op = "listen"    -> Abstract!Listen(w, s, TRUE)
        [] thread[t].op = "accept"    -> Abstract!Accept(w, s, TRUE)
        [] thread[t].op = "epoll add" -> Abstract!EpollAdd(w, s, TRUE)
        [] thread[t].op = "epoll del" -> Abstract!EpollDel(w, s)
        [] OTHER                      -> FALSE

Implemented(t) ==
  LET at == thread[t].at
      w  == WorkerOf(t)
  IN  CASE at \in {"leave: unsubscribe", "leave: look again, and free", "leave: remove the copy"} ->
             LeaveImplemented(t)
        [] at \in {"listen: change the private copy", "listen: change the shared session"} ->
             ListenImplemented(t)
        [] at = "open: enter" -> \E s \in Sessions : Abstract!Open(w, s)
        [] at = "notice: take" -> Abstract!Acknowledge(w, copies[w][thread[t].slot].id)
        [] at = "fork: begin" -> Abstract!ForkBegin(w, thread[t].with)
        [] at \in {"share: subscribe", "share: allocate"} -> Abstract!ForkShareNext(w)
        [] at = "complete: go live" -> Abstract!ForkComplete(w)
        [] at = "exit: retire" -> Abstract!ExitComplete(w)
        [] at = "cleanup: retire" -> Abstract!CleanupComplete(w, thread[t].with)
        [] OTHER -> FALSE

(* The observable behaviour is one of SharedData: this implies             *)
(* Abstract!Spec, and defines which of its steps each step here            *)
(* implements. Steps that change no mapped variable are recognised first,  *)
(* which is cheap.                                                         *)
ImplementsSharedData ==
  /\ Abstract!Init
  /\ [][\/ UNCHANGED <<life, parent, copies, elements, notices>>
        \/ UNCHANGED <<life, parent, notices>> /\ UNCHANGED <<AbstractPool, AbstractShared>>
        \/ \E t \in Threads : thread'[t] # thread[t] /\ Implemented(t)
        \/ \E w \in Workers : life'[w] # life[w] /\ Abstract!Die(w)]_vars

(***************************************************************************)
(* Safety: invariants                                                      *)
(***************************************************************************)

Frames == [at : STRING, op : STRING, slot : Slots \cup {NoSlot}, with : Workers \cup {NoWorker}]

IsFrame(frame) == frame \in Frames

Marks == Workers

CopiesOrFree   == Copies \cup {Free}
ElementsOrFree == Elements \cup {Free}
LockStates     == [writer : Threads \cup {Nobody}, readers : SUBSET Threads]

(* Every variable holds a value of its type. *)
TypeOK ==
  /\ life \in [Workers -> Lives]
  /\ parent \in [Workers -> Workers \cup {NoWorker}]
  /\ copies \in [Workers -> [Slots -> CopiesOrFree]]
  /\ elements \in [Indices -> ElementsOrFree]
  /\ Range(freeIndices) = {i \in Indices : elements[i] = Free}
  /\ Len(freeIndices) = Cardinality(Range(freeIndices))
  /\ notices \in [Workers -> [Sessions -> Nat]]
  /\ lock \in [Locks -> LockStates]
  /\ \A l \in Locks : lock[l].writer = Nobody \/ lock[l].readers = {}
  /\ DOMAIN thread = Threads /\ \A t \in Threads : IsFrame(thread[t])
  /\ checked \subseteq Marks
  /\ fault \in STRING

(* No operation uses an element of shared data that has been freed, or that never existed. *)
NoUseOfFreedElement == fault # "use of a freed element"

(* No operation uses a session that has been closed. *)
NoUseOfFreedSession == fault # "use of a freed session"

(* No operation uses a worker that is gone. *)
NoUseOfFreedWorker == fault # "use of a freed worker"

(* No thread uses a worker index that it has not got yet. *)
NoInvalidWorkerIndex == fault # "use of an invalid worker index"

(* No assertion of the source fails. *)
AssertionsHold == fault # "an assertion does not hold"

(* No worker is removed from a vector that does not contain it. *)
VectorsAreIntact == fault # "removal of an element that a vector has not"

(* No message is sent on a queue that does not exist. *)
NoMissingQueue == fault # "message on a missing queue"

(* A lock is released only by its holder. *)
ReleasedByHolder == fault # "unlock of a lock that is not held"

(* The holder of a lock is in an operation: no lock is left behind. *)
NoLockLeftBehind ==
  \A l \in Locks :
    lock[l] # Unlocked =>
      /\ lock[l].writer # Nobody => ~AtRest(lock[l].writer)
      /\ \A t \in lock[l].readers : ~AtRest(t)

(* A copy that refers to shared data finds the element of its session, and is subscribed to it. *)
ReferencesAreValid ==
  \A w \in Workers : \A i \in Slots :
    IsOpen(w, i) /\ ~IsPrivate(w, i) =>
      LET data == elements[copies[w][i].index]
      IN  data # Free /\ data.session = copies[w][i].id /\ w \in Range(data.subscribers)

(* An element of shared data has subscribers, each with a copy that refers to it. *)
ElementsAreReferred ==
  \A i \in Indices : elements[i] # Free =>
    /\ elements[i].subscribers # <<>>
    /\ \A w \in Range(elements[i].subscribers) :
         \E slot \in Slots : IsOpen(w, slot) /\ copies[w][slot].index = i

(* A session has at most one element of shared data. *)
OneElementPerSession == \A s \in Sessions : Cardinality(ElementsOf(s)) <= 1

(* Two threads of one worker are never inside one session at the same time. *)
SessionsAreExclusive ==
  \A t \in Threads :
    thread[t].at = "io: inside" =>
      \A u \in Threads \ {t} :
        WorkerOf(u) = WorkerOf(t) /\ thread[u].slot = thread[t].slot =>
          thread[u].at \notin {"io: inside", "listen: change the private copy",
                               "listen: change the shared session"}

(* A worker that waits for its child has a forking child. *)
ForkersAreWoken ==
  \A t \in Threads :
    thread[t].at = WaitsForChild =>
      life[thread[t].with] = "forking" /\ parent[thread[t].with] = WorkerOf(t)

(* During a fork, one thread of the parent waits for it, if the parent lives. *)
ForkersWait ==
  \A c \in Workers :
    life[c] = "forking" /\ parent[c] # NoWorker /\ Live(parent[c]) =>
      \E t \in ThreadsOf(parent[c]) : thread[t].with = c

RECURSIVE Ancestors(_, _)
Ancestors(c, n) ==
  IF n = 0 \/ parent[c] = NoWorker THEN {} ELSE {parent[c]} \cup Ancestors(parent[c], n - 1)

(* A dead worker has a live ancestor that will clean up, or any worker will if no ancestor is   *)
(* left.                                                                                        *)
NobodyIsForgotten ==
  \A c \in Workers :
    life[c] = "dead" =>
      LET above == Ancestors(c, Cardinality(Workers))
      IN  /\ c \notin above
          /\ \A v \in above : life[v] # "unborn"

Waits(w, s) == \E i \in Slots : IsOpen(w, i) /\ copies[w][i].id = s /\ copies[w][i].waits

(* The listeners are the subscribers that want connections. *)
ListenersWait ==
  \A i \in Indices : elements[i] # Free /\ elements[i].subscribers # <<>> =>
    elements[i].listeners = {w \in Workers : Waits(w, elements[i].session)}

(* A worker that wants connections is attached to VPP. *)
WaitersAreAttached ==
  \A w \in Workers : \A i \in Slots :
    IsOpen(w, i) /\ copies[w][i].waits => copies[w][i].listen = "listen"

(* The threads that hold the lock that t wants, in a conflicting mode. *)
HoldersOfWanted(t) ==
  LET l == LockFor(t)
  IN  IF l = NoLock THEN {}
      ELSE IF lock[l] = Unlocked THEN {}
      ELSE ({lock[l].writer} \ {Nobody}) \cup (IF WantsToRead(t) THEN {} ELSE lock[l].readers)

RECURSIVE Stuck(_)
Stuck(waiting) ==
  LET still == {t \in waiting : HoldersOfWanted(t) \cap waiting # {}}
  IN  IF still = waiting THEN waiting ELSE Stuck(still)

(* No threads wait for each other, and none waits for itself. *)
NoCircularWait == Stuck({t \in Threads : HoldersOfWanted(t) # {}}) = {}

(***************************************************************************)
(* The wait-for graph. Tools evaluate Holds, Wanted and WaitsFor by name   *)
(* to explain a state: each specification of threads defines them.         *)
(***************************************************************************)

(* The locks that t holds. *)
Holds(t) == {l \in Locks : IsHolder(t, l)}

(* Those that t holds for reading. *)
HoldsToRead(t) == {l \in Locks : t \in lock[l].readers}

(* The children whose forks block t, without a lock. *)
AwaitedForks(t) ==
  IF thread[t].at = WaitsForChild THEN {thread[t].with} ELSE {}

(* The threads that block t; or a child, if none of its threads continues its fork. *)
WaitsFor(t) ==
  LET forks(c) == {u \in Threads : WorkerOf(u) = c /\ thread[u].op = "be forked"}
  IN  HoldersOfWanted(t)
      \cup UNION {IF forks(c) = {} THEN {c} ELSE forks(c) : c \in AwaitedForks(t)}

(***************************************************************************)
(* Safety: properties of steps                                             *)
(***************************************************************************)

(* An element is freed only when no subscriber has a copy that refers to it. *)
OnlyUnusedIsFreed ==
  [][\A i \in Indices :
       elements[i] # Free /\ elements'[i] = Free =>
         \A w \in Range(elements[i].subscribers) : \A slot \in Slots :
           ~(IsOpen(w, slot)' /\ copies'[w][slot].index = i)]_vars

(* What a thread must hold to change an element, or copy i of the live worker w. *)
MayChangeElement(t, i) ==
  IsWriter(t, PoolLock) \/ (IsReader(t, PoolLock) /\ IsWriter(t, ElementLock(i)))

MayChangeCopy(t, w, i) ==
  \/ IsWriter(t, TableLock(w))
  \/ IsReader(t, TableLock(w)) /\ IsWriter(t, SessionLock(w, i))
  \/ ~Dangling(IndexOf(copies[w][i])) /\ MayChangeElement(t, copies[w][i].index)

(* Data change only under their locks: therefore a critical section may be *)
(* one step.                                                               *)
ChangesAreLocked ==
  [][LET moved == {t \in Threads : thread'[t] # thread[t]}
     IN  /\ \A i \in Indices : elements'[i] # elements[i] =>
              \E t \in moved : MayChangeElement(t, i)
         /\ freeIndices' # freeIndices => \E t \in moved : IsWriter(t, PoolLock)
         /\ LocksPrivate =>
              \A w \in Workers : \A i \in Slots : Live(w) /\ copies'[w][i] # copies[w][i] =>
                \E t \in moved : MayChangeCopy(t, w, i)]_vars

(***************************************************************************)
(* Liveness                                                                *)
(***************************************************************************)

(* An operation that has begun ends, or dies with its process. *)
OperationsReturn == \A t \in Threads : ~AtRest(t) ~> AtRest(t)

(* A requested lock is granted. *)
RequestsAreGranted == \A t \in Threads : Wanted(t) # {} ~> Wanted(t) = {}

(* A new owner that stays alive reads its notice. *)
OwnersAreTold ==
  \A w \in Workers, s \in Sessions :
    notices[w][s] > 0 ~> notices[w][s] = 0 \/ life[w] = "dead"

(* A dead worker is cleaned up as long as some worker is alive. *)
DeadAreCleanedUp ==
  \A w \in Workers :
    life[w] = "dead" ~> life[w] # "dead" \/ \A v \in Workers : life[v] # "live"

=============================================================================
