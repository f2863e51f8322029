--------------------------- MODULE SharedDataLocking ---------------------------
(***************************************************************************)
(* What the threads of forked workers do between locks when they share     *)
(* network sessions.  One step is one lock taken, or one piece of work     *)
(* under the locks that are held together with the release of those that   *)
(* are not needed any longer.                                              *)
(*                                                                         *)
(* Why that is fine enough.  To take a lock commutes to the right of what  *)
(* others do, to release one commutes to the left, and work on what a lock *)
(* guards commutes both ways (Lipton, "Reduction", 1975).  So work and the *)
(* releases that follow it may be one step.  Where a seeded defect reads   *)
(* or writes something without its lock, that access is a step of its own. *)
(*                                                                         *)
(* Order of locks: life cycle, table of one worker, session, pool of       *)
(* shared data, element of it.                                             *)
(*                                                                         *)
(* Defects = {} is the hardened protocol: it refines SharedData.  With     *)
(* Defects = AsCommitted the steps are those of the source, FD.io VPP,     *)
(* vcl_locked.c, "vcl: refactor vls to minimize lock usage".  The comment  *)
(* at each step names the C function and the place in it.                  *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Workers,         \* worker indices
  ThreadNames,     \* the names that the threads of one worker can have
  Sessions,        \* identities of network sessions (VPP's session handles)
  Listenable,      \* the sessions on which VPP lets a worker listen
  SlotCapacity,    \* how many sessions fit into one worker's private pool
  SharedCapacity,  \* how many elements fit into the pool of shared data
  Operations,      \* what threads may do: a subset of AllOperations
  LocksPrivate,    \* whether the locks of tables and sessions are taken (MULTI_THREADED)
  Defects,         \* which defects are switched on: a subset of AllDefects
  NoWorker,        \* "no worker"
  Free,            \* "this slot of a pool is free"
  NotShared,       \* "this session has no shared data"
  Nobody           \* "no thread has locked it for writing"

AllOperations ==
  {"open", "close", "listen", "accept", "epoll add", "epoll del", "io", "notice",
   "fork", "exit", "cleanup", "thread", "die"}

(* The defects of the source, by the names of the catalogue. *)
AsCommitted ==
  {"position-unsigned", "exit-unshares-private", "thread-registered-late",
   "thread-count-off-by-one", "lock-condition-reevaluated", "close-vs-io-lock-order",
   "fork-races-close", "free-after-release-gap", "notify-after-cleanup",
   "notify-without-queue", "childs-worker-index-stale", "listener-bit-lost",
   "listener-marked-before-listen", "epoll-check-once-per-process",
   "owner-check-then-act", "cleanup-reads-parents-table",
   "second-fork-forgets-first-child", "cleanup-in-signal-handler",
   "table-lock-shared-by-processes", "death-in-critical-section",
   "exit-ignores-threads", "cleanup-races-fork", "fork-flag-set-late",
   "one-fork-flag-for-all", "child-dies-in-fork", "orphans-not-adopted",
   "interest-before-share-lost", "epoll-del-stops-private", "no-life-cycle-lock",
   "first-share-in-pieces"}

(* Measures of the hardened protocol that the source takes as well, or has *)
(* no occasion for: without them there are further defects.                *)
OtherDefects ==
  {"thread-count-read-once", "child-inherits-locks", "element-unlocked",
   "pool-lock-kept-to-upgrade", "no-second-look"}

AllDefects == AsCommitted \cup OtherDefects

ASSUME SlotCapacity \in Nat \ {0} /\ SharedCapacity \in Nat
ASSUME Listenable \subseteq Sessions
ASSUME Operations \subseteq AllOperations
ASSUME Defects \subseteq AllDefects
ASSUME LocksPrivate \in BOOLEAN
ASSUME NoWorker \notin Workers

Threads   == Workers \X ThreadNames
Slots     == 1..SlotCapacity
Indices   == 1..SharedCapacity
NoSlot    == 0
NoIndex   == 0

WorkerOf(t) == t[1]

Has(defect) == defect \in Defects

Allowed(op) == op \in Operations

VARIABLES
  life,        \* worker |-> where it is in its life
  parent,      \* worker |-> who forked it, or who has adopted it; or NoWorker
  copies,      \* worker |-> slot |-> its private copy of a session, or Free
  elements,    \* index |-> the element of shared data, or Free
  freeIndices, \* the free indices; the one that was freed last comes first
  notices,     \* worker |-> session |-> "you own it now" notices on their way
  lock,        \* lock |-> who holds it
  thread,      \* thread |-> where it is in which operation
  checked,     \* the workers that have added to an epoll set (one defect looks at it)
  fault        \* what has gone wrong for good, or "none"

vars ==
  <<life, parent, copies, elements, freeIndices, notices, lock, thread, checked, fault>>

Lives == {"unborn", "forking", "live", "dead"}

(* passive: LISTEN_NO_MQ.  closed: the VCL session is gone, and only the   *)
(* locked session is left in the table.                                    *)
CopyStates == {"none", "listen", "passive", "closed"}

(* worker is vls->worker_index: whose session this is. *)
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

LifeLock          == <<"life">>
PoolLock          == <<"pool">>
ElementLock(i)    == <<"element", i>>
SessionLock(w, i) == <<"session", w, i>>

AnyWorker == CHOOSE w \in Workers : TRUE

(* One lock per worker; in the source one for all, in shared memory. *)
TableLock(w) ==
  <<"table", IF Has("table-lock-shared-by-processes") THEN AnyWorker ELSE w>>

Locks ==
  {LifeLock, PoolLock} \cup {ElementLock(i) : i \in Indices}
  \cup {TableLock(w) : w \in Workers}
  \cup {SessionLock(w, i) : w \in Workers, i \in Slots}

PrivateLocks(w) == {TableLock(w)} \cup {SessionLock(w, i) : i \in Slots}

Unlocked == [writer |-> Nobody, readers |-> {}]

CanRead(l)  == lock[l].writer = Nobody
CanWrite(l) == lock[l] = Unlocked

IsReader(t, l)  == t \in lock[l].readers
IsWriter(t, l)  == lock[l].writer = t
IsHolder(t, l)  == IsReader(t, l) \/ IsWriter(t, l)

Read(t, l)  == CanRead(l)  /\ lock' = [lock EXCEPT ![l].readers = @ \cup {t}]
Write(t, l) == CanWrite(l) /\ lock' = [lock EXCEPT ![l].writer = t]

Without(held, t) ==
  IF held.writer = t THEN Unlocked
  ELSE IF t \in held.readers THEN [held EXCEPT !.readers = @ \ {t}]
  ELSE held

Released(t, ls) == [l \in Locks |-> IF l \in ls THEN Without(lock[l], t) ELSE lock[l]]

(* Locks of tables and sessions keep the threads of one worker apart.      *)
(* Whether they are taken is decided once for all.  In the source it hangs *)
(* on how many threads have been detected up to now.                       *)
ThreadsOf(w) == {t \in Threads : WorkerOf(t) = w /\ thread[t].at # "absent"}

LocksNeeded(w) ==
  IF Has("thread-count-off-by-one") THEN Cardinality(ThreadsOf(w)) > 2
  ELSE IF Has("lock-condition-reevaluated") \/ Has("thread-count-read-once")
    THEN Cardinality(ThreadsOf(w)) > 1
  ELSE LocksPrivate

ReadPrivate(t, w, l)  == IF LocksNeeded(w) THEN Read(t, l)  ELSE UNCHANGED lock
WritePrivate(t, w, l) == IF LocksNeeded(w) THEN Write(t, l) ELSE UNCHANGED lock

(***************************************************************************)
(* Threads.  at names the step that the thread takes next.                 *)
(***************************************************************************)

Absent == [at |-> "absent", op |-> "none", slot |-> NoSlot, with |-> NoWorker]
Idle   == [at |-> "idle", op |-> "none", slot |-> NoSlot, with |-> NoWorker]

(* A signal handler runs on top of what it has interrupted. *)
Below(frame) == IF "below" \in DOMAIN frame THEN frame.below ELSE Idle

Go(t, step)      == thread' = [thread EXCEPT ![t].at = step]
Start(t, frame)  == thread' = [thread EXCEPT ![t] = frame]
Return(t)        == thread' = [thread EXCEPT ![t] = Below(@)]

Frame(op, step, slot, with) == [at |-> step, op |-> op, slot |-> slot, with |-> with]

Fail(what) ==
  /\ fault' = what
  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, lock, thread, checked>>

(* All that t holds, but for what was locked by whom a signal interrupted. *)
ReleaseAll(t) == lock' = [l \in Locks |-> Without(lock[l], t)]

SharedLocks == {PoolLock} \cup {ElementLock(i) : i \in Indices}

ReleaseShared(t) == lock' = Released(t, SharedLocks)

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

HasCopy(w, s) == \E i \in Slots : IsOpen(w, i) /\ copies[w][i].id = s

Live(w)           == life[w] = "live"
ForkInProgress(w) == \E c \in Workers : life[c] = "forking" /\ parent[c] = w

(* The set of a worker's sessions is frozen while it forks. *)
Frozen(w) == ForkInProgress(w) /\ ~Has("fork-races-close")

(***************************************************************************)
(* The pool of shared data                                                 *)
(***************************************************************************)

(* When the pool gets empty nobody can tell the free indices apart. *)
Freed(i, els) ==
  IF \A j \in Indices : els[j] = Free THEN [j \in Indices |-> j] ELSE <<i>> \o freeIndices

(* vec_del1: the last subscriber moves into the hole. *)
Removed(subscribers, w) ==
  LET last == Len(subscribers)
  IN  [i \in 1..(last - 1) |->
         IF subscribers[i] = w THEN subscribers[last] ELSE subscribers[i]]

(***************************************************************************)
(* Leaving a session: close, exit and cleanup.  vls_unshare_session.       *)
(***************************************************************************)

(* Whose session t leaves: a dead child's in a cleanup, else its own. *)
Leaver(t) == IF thread[t].op = "cleanup" THEN thread[t].with ELSE WorkerOf(t)

(* In whose table the session is looked up; the source takes its own. *)
LookedUpIn(t) ==
  IF Has("cleanup-reads-parents-table") THEN WorkerOf(t) ELSE Leaver(t)

LeavingIndex(t) ==
  IF copies[LookedUpIn(t)][thread[t].slot] = Free THEN NoIndex
  ELSE copies[LookedUpIn(t)][thread[t].slot].index

Dangling(i) == i = NoIndex \/ elements[i] = Free

(* Where leaving the session in slot i begins. *)
FirstStepToLeave(w, i) ==
  IF ~IsOpen(w, i) \/ (IsPrivate(w, i)) THEN "leave: remove the copy"
  ELSE "leave: read-lock the pool"

(* vls_unshare_session: vls_shared_data_pool_rlock. *)
LeaveLockPool(t) ==
  IF LeavingIndex(t) = NoIndex THEN Fail("an assertion does not hold")
  ELSE /\ Read(t, PoolLock)
       /\ Go(t, "leave: lock the element")
       /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* vls_unshare_session: clib_spinlock_lock of the element. *)
LeaveLockElement(t) ==
  LET i == LeavingIndex(t)
  IN  IF Dangling(i) THEN Fail("use of a freed element")
      ELSE /\ IF Has("element-unlocked") THEN UNCHANGED lock ELSE Write(t, ElementLock(i))
           /\ Go(t, "leave: unsubscribe")
           /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* w leaves the element i, in which others stay. *)
LeaveToOthers(w, slot, i, data) ==
  LET rest == Removed(data.subscribers, w)
      s    == data.session
      next == Head(rest)
      none == [notices EXCEPT ![w][s] = 0]
  IN  /\ elements' = [elements EXCEPT ![i] =
                        [session     |-> s,
                         owner       |-> IF data.owner = w THEN next ELSE data.owner,
                         subscribers |-> rest,
                         listeners   |-> data.listeners \ {w}]]
      /\ notices' = IF data.owner = w THEN [none EXCEPT ![next][s] = @ + 1] ELSE none
      /\ copies' = [copies EXCEPT ![w][slot].listen = "closed", ![w][slot].waits = FALSE]

(* The notice of a change of owner goes by the queue of the session, and a *)
(* passive copy has none: then by that of the worker.                      *)
NotifyFault(w, slot, i) ==
  IF elements[i].owner # w \/ Len(elements[i].subscribers) = 1 THEN "none"
  ELSE IF Has("notify-after-cleanup") THEN "use of a freed session"
  ELSE IF Has("notify-without-queue") /\ copies[w][slot].listen = "passive"
    THEN "message on a missing queue"
  ELSE "none"

IsSubscribed(w, i) == w \in Range(elements[i].subscribers)

(* vls_unshare_session: vls_shared_data_subscriber_position to the end of  *)
(* the critical section.  Who is the last one leaves the element as it is, *)
(* since it cannot be freed under the lock for reading.                    *)
LeaveUnsubscribe(t) ==
  LET w    == Leaver(t)
      slot == thread[t].slot
      i    == LeavingIndex(t)
      last == Len(elements[i].subscribers) = 1
  IN  IF Dangling(i) THEN Fail("use of a freed element")
      ELSE IF ~IsSubscribed(w, i)
        THEN IF Has("position-unsigned") THEN Fail("removal of an element that a vector has not")
             ELSE /\ ReleaseShared(t)
                  /\ Go(t, "leave: remove the copy")
                  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked,
                                 fault>>
      ELSE IF NotifyFault(w, slot, i) # "none" THEN Fail(NotifyFault(w, slot, i))
      ELSE IF Has("element-unlocked")
        THEN /\ Start(t, [at |-> "leave: write back", op |-> thread[t].op, slot |-> slot,
                          with |-> thread[t].with, seen |-> elements[i]])
             /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, lock, checked,
                            fault>>
      ELSE IF ~last
        THEN /\ LeaveToOthers(w, slot, i, elements[i])
             /\ ReleaseShared(t)
             /\ Go(t, "leave: remove the copy")
             /\ UNCHANGED <<life, parent, freeIndices, checked, fault>>
      ELSE IF Has("free-after-release-gap")
        THEN /\ elements' = [elements EXCEPT ![i].subscribers = <<>>, ![i].listeners = {}]
             /\ notices' = [notices EXCEPT ![w][elements[i].session] = 0]
             /\ copies' = [copies EXCEPT ![w][slot].listen = "closed", ![w][slot].waits = FALSE]
             /\ ReleaseShared(t)
             /\ Go(t, "leave: write-lock the pool")
             /\ UNCHANGED <<life, parent, freeIndices, checked, fault>>
      ELSE /\ IF Has("pool-lock-kept-to-upgrade") THEN UNCHANGED lock ELSE ReleaseShared(t)
           /\ Go(t, "leave: write-lock the pool")
           /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* Without the lock of the element others act between reading and writing. *)
LeaveWriteBack(t) ==
  LET w    == Leaver(t)
      data == thread[t].seen
      next == IF Len(data.subscribers) = 1 THEN "leave: write-lock the pool"
              ELSE "leave: remove the copy"
  IN  /\ IF Len(data.subscribers) = 1 THEN UNCHANGED <<elements, notices, copies>>
         ELSE LeaveToOthers(w, thread[t].slot, LeavingIndex(t), data)
      /\ ReleaseShared(t)
      /\ Start(t, Frame(thread[t].op, next, thread[t].slot, thread[t].with))
      /\ UNCHANGED <<life, parent, freeIndices, checked, fault>>

(* vls_shared_data_free: clib_rwlock_writer_lock. *)
LeaveWriteLockPool(t) ==
  /\ Write(t, PoolLock)
  /\ Go(t, "leave: look again, and free")
  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* vls_shared_data_free: pool_put.  In the gap somebody may have           *)
(* subscribed: then the element stays.                                     *)
LeaveFree(t) ==
  LET w    == Leaver(t)
      slot == thread[t].slot
      i    == LeavingIndex(t)
      els  == [elements EXCEPT ![i] = Free]
      others == /\ Len(elements[i].subscribers) > 1
                /\ ~Has("free-after-release-gap") /\ ~Has("no-second-look")
  IN  IF Dangling(i) THEN Fail("use of a freed element")
      ELSE IF others
        THEN /\ LeaveToOthers(w, slot, i, elements[i])
             /\ ReleaseShared(t)
             /\ Go(t, "leave: remove the copy")
             /\ UNCHANGED <<life, parent, freeIndices, checked, fault>>
      ELSE /\ elements' = els
           /\ freeIndices' = Freed(i, els)
           /\ notices' = [notices EXCEPT ![w][elements[i].session] = 0]
           /\ copies' = [copies EXCEPT ![w][slot].listen = "closed", ![w][slot].waits = FALSE]
           /\ ReleaseShared(t)
           /\ Go(t, "leave: remove the copy")
           /\ UNCHANGED <<life, parent, checked, fault>>

(* Does unlocking what the operation has locked, or not, go wrong? *)
UnlockFault(t, l) ==
  Has("lock-condition-reevaluated") /\ LocksNeeded(WorkerOf(t)) /\ ~IsHolder(t, l)

(* vls_free, and vls_table_wunlock in vls_close.  vppcom_session_close for *)
(* a private session.                                                      *)
LeaveRemoveCopy(t) ==
  LET w    == Leaver(t)
      slot == thread[t].slot
  IN  IF thread[t].op # "cleanup" /\ UnlockFault(t, TableLock(w))
        THEN Fail("unlock of a lock that is not held")
      ELSE /\ copies' = [copies EXCEPT ![w][slot] = Free]
           /\ ReleaseAll(t)
           /\ IF thread[t].op = "exit"
                THEN Start(t, Frame("exit", "exit: go on", NoSlot, NoWorker))
                ELSE Return(t)
           /\ UNCHANGED <<life, parent, elements, freeIndices, notices, checked, fault>>

(***************************************************************************)
(* Operations of one worker on its sessions                                *)
(***************************************************************************)

(* vls_alloc: vls_table_wlock. *)
BeginOpen(t) ==
  LET w == WorkerOf(t)
  IN  /\ ~Frozen(w) /\ FreeSlots(w) # {}
      /\ \E s \in Sessions : ~InUse(s)
      /\ WritePrivate(t, w, TableLock(w))
      /\ Start(t, Frame("open", "open: enter", NoSlot, NoWorker))
      /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* vls_alloc: pool_get_zero to vls_table_wunlock.  Without a session that  *)
(* VPP could grant nothing happens.                                        *)
OpenEnter(t) ==
  LET w    == WorkerOf(t)
      slot == Lowest(FreeSlots(w))
      new(s) == [id |-> s, index |-> NoIndex, listen |-> "none", waits |-> FALSE, worker |-> w]
  IN  IF UnlockFault(t, TableLock(w)) THEN Fail("unlock of a lock that is not held")
      ELSE /\ ReleaseAll(t)
           /\ Return(t)
           /\ \/ \E s \in Sessions :
                   ~InUse(s) /\ copies' = [copies EXCEPT ![w][slot] = new(s)]
              \/ (\A s \in Sessions : InUse(s)) /\ UNCHANGED copies
           /\ UNCHANGED <<life, parent, elements, freeIndices, notices, checked, fault>>

(* vls_close: vls_table_wlock, vls_get.  While the worker is being forked  *)
(* the operation is refused.                                               *)
BeginClose(t) ==
  LET w == WorkerOf(t)
  IN  /\ ~Frozen(w)
      /\ WritePrivate(t, w, TableLock(w))
      /\ \E i \in Slots :
           /\ IsOpen(w, i)
           /\ Start(t, Frame("close",
                             IF Has("close-vs-io-lock-order") THEN "close: lock the session"
                             ELSE FirstStepToLeave(w, i),
                             i, NoWorker))
      /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* vls_close: vls_get_and_lock, in the source only.  Who has the table for *)
(* writing need not lock the session, if I/O keeps the table.              *)
CloseLockSession(t) ==
  LET w == WorkerOf(t)
  IN  /\ WritePrivate(t, w, SessionLock(w, thread[t].slot))
      /\ Go(t, FirstStepToLeave(w, thread[t].slot))
      /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* vls_write, vls_read: vls_get_w_dlock, the table. *)
BeginIo(t) ==
  LET w == WorkerOf(t)
  IN  /\ ReadPrivate(t, w, TableLock(w))
      /\ \E i \in Slots :
           /\ IsOpen(w, i) /\ copies[w][i].listen = "none"
           /\ Start(t, Frame("io", "io: lock the session", i, NoWorker))
      /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* vls_get_and_lock.  In the source the table is released here (vls_to_sh_tu). *)
IoLockSession(t) ==
  LET w == WorkerOf(t)
      i == thread[t].slot
  IN  IF ~IsOpen(w, i) THEN Fail("use of a freed session")
      ELSE IF Has("close-vs-io-lock-order")
        THEN /\ LocksNeeded(w) => CanWrite(SessionLock(w, i))
             /\ lock' = IF LocksNeeded(w)
                          THEN [Released(t, {TableLock(w)}) EXCEPT ![SessionLock(w, i)].writer = t]
                          ELSE lock
             /\ Go(t, "io: inside")
             /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>
      ELSE /\ WritePrivate(t, w, SessionLock(w, i))
           /\ Go(t, "io: inside")
           /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* vppcom_session_write, vppcom_session_read; vls_get_and_unlock.  In the  *)
(* source that takes the table's lock once more, to find the session.      *)
IoInside(t) ==
  LET w == WorkerOf(t)
      i == thread[t].slot
  IN  IF ~IsOpen(w, i) THEN Fail("use of a freed session")
      ELSE IF UnlockFault(t, SessionLock(w, i)) THEN Fail("unlock of a lock that is not held")
      ELSE /\ Has("close-vs-io-lock-order") /\ LocksNeeded(w) => CanRead(TableLock(w))
           /\ ReleaseAll(t)
           /\ Return(t)
           /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(***************************************************************************)
(* Listening: vls_listen, vls_accept, vls_epoll_ctl; vls_mp_checks         *)
(***************************************************************************)

(* An operation that would find nothing to do takes the same locks in the  *)
(* same order and changes nothing: it does not begin here.                 *)
HasSomethingToDo(op, copy) ==
  CASE op = "listen"    -> copy.listen = "none" /\ copy.id \in Listenable
    [] op = "accept"    -> copy.listen # "none" /\ ~copy.waits
    [] op = "epoll add" -> copy.listen # "none" /\ ~copy.waits
    [] op = "epoll del" -> copy.waits

(* vls_get_w_dlock, the table. *)
BeginListening(t) ==
  LET w == WorkerOf(t)
  IN  /\ \E i \in Slots, op \in {"listen", "accept", "epoll add", "epoll del"} \cap Operations :
           /\ IsOpen(w, i)
           /\ HasSomethingToDo(op, copies[w][i])
           /\ Start(t, Frame(op, "listen: lock the session", i, NoWorker))
      /\ ReadPrivate(t, w, TableLock(w))
      /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* vls_get_and_lock, the session. *)
ListenLockSession(t) ==
  LET w == WorkerOf(t)
      i == thread[t].slot
  IN  IF ~IsOpen(w, i) THEN Fail("use of a freed session")
      ELSE /\ WritePrivate(t, w, SessionLock(w, i))
           /\ Go(t, IF IsPrivate(w, i) THEN "listen: change the private copy"
                    ELSE "listen: read-lock the pool")
           /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* vppcom_session_listen; a private session tells nobody else who waits. *)
ListenPrivate(t) ==
  LET w    == WorkerOf(t)
      i    == thread[t].slot
      op   == thread[t].op
      stop == Has("epoll-del-stops-private")
  IN  IF UnlockFault(t, SessionLock(w, i)) THEN Fail("unlock of a lock that is not held")
      ELSE
      /\ copies' = [copies EXCEPT ![w][i] =
           IF ~HasSomethingToDo(op, @) THEN @
           ELSE CASE op = "listen"    -> [@ EXCEPT !.listen = "listen"]
                  [] op \in {"accept", "epoll add"} -> [@ EXCEPT !.waits = TRUE]
                  [] op = "epoll del" -> [@ EXCEPT !.waits = FALSE,
                                                   !.listen = IF stop THEN "passive" ELSE @]]
      /\ checked' = IF op = "epoll add" /\ Has("epoll-check-once-per-process")
                      THEN checked \cup {w} ELSE checked
      /\ ReleaseAll(t)
      /\ Return(t)
      /\ UNCHANGED <<life, parent, elements, freeIndices, notices, fault>>

(* vls_listener_wrk_set and the like: vls_shared_data_pool_rlock. *)
ListenLockPool(t) ==
  /\ Read(t, PoolLock)
  /\ Go(t, "listen: lock the element")
  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

OwnIndex(t) == copies[WorkerOf(t)][thread[t].slot].index

(* vls_listener_wrk_set and the like: the lock of the element. *)
ListenLockElement(t) ==
  IF Dangling(OwnIndex(t)) THEN Fail("use of a freed element")
  ELSE /\ IF Has("element-unlocked") THEN UNCHANGED lock ELSE Write(t, ElementLock(OwnIndex(t)))
       /\ Go(t, "listen: change the shared session")
       /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* For whom the listener bit is set: in the source, as the copy says. *)
BitOf(w, slot) == copies[w][slot].worker

ListenersWith(listeners, w) == IF Has("listener-bit-lost") THEN listeners ELSE listeners \cup {w}

(* An owner who listens without waiting for connections must stop. *)
MustStop(data, w) ==
  /\ data.owner # w
  /\ data.owner \notin data.listeners

StopOwner(owner, s, cps) ==
  IF ~\E i \in Slots : cps[owner][i] # Free /\ cps[owner][i].id = s THEN cps
  ELSE LET i == CHOOSE j \in Slots : cps[owner][j] # Free /\ cps[owner][j].id = s
       IN  IF cps[owner][i].listen = "listen"
             THEN [cps EXCEPT ![owner][i].listen = "passive"] ELSE cps

(* The copy of the one who waits from now on, and that of the owner who    *)
(* has to stop.                                                            *)
WaitShared(t, w, slot, i, attached) ==
  LET data    == elements[i]
      passive == copies[w][slot].listen = "passive"
      skip    == /\ thread[t].op = "epoll add" /\ Has("epoll-check-once-per-process")
                 /\ w \in checked
      refused == passive /\ ~attached
      mine    == [copies EXCEPT ![w][slot].waits = TRUE,
                                ![w][slot].listen = IF passive /\ (skip \/ refused) THEN @
                                                    ELSE "listen"]
      bit     == IF passive THEN w ELSE BitOf(w, slot)
      stops   == passive /\ MustStop(data, w) /\ ~Has("owner-check-then-act")
  IN  IF skip THEN copies' = mine /\ UNCHANGED elements
      ELSE IF refused /\ ~Has("listener-marked-before-listen") THEN UNCHANGED <<copies, elements>>
      ELSE /\ elements' = [elements EXCEPT ![i].listeners = ListenersWith(@, bit)]
           /\ copies' = IF stops THEN StopOwner(data.owner, data.session, mine) ELSE mine

(* Has t an owner to look at after its own change? *)
LooksAtOwner(t, w, slot, attached) ==
  /\ Has("owner-check-then-act")
  /\ thread[t].op \in {"accept", "epoll add"}
  /\ copies[w][slot].listen = "passive" /\ attached

(* vls_mp_checks, vls_listener_wrk_start_listen, vls_listener_wrk_stop_listen: *)
(* what is checked and changed about a shared listener is one step.        *)
ListenShared(t) ==
  LET w    == WorkerOf(t)
      slot == thread[t].slot
      op   == thread[t].op
      i    == OwnIndex(t)
  IN  IF Dangling(i) THEN Fail("use of a freed element")
      ELSE \E attached \in BOOLEAN :
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
        /\ checked' = IF op = "epoll add" /\ Has("epoll-check-once-per-process")
                        THEN checked \cup {w} ELSE checked
        /\ IF LooksAtOwner(t, w, slot, attached)
             THEN ReleaseShared(t) /\ Go(t, "listen: look at the owner")
             ELSE ReleaseAll(t) /\ Return(t)
        /\ UNCHANGED <<life, parent, freeIndices, notices, fault>>

(* vls_mp_checks: vls_shared_get_owner, vls_listener_wrk_is_active; a      *)
(* critical section of its own in the source.                              *)
ListenLookAtOwner(t) ==
  LET i    == OwnIndex(t)
      data == elements[i]
  IN  IF Dangling(i) THEN Fail("use of a freed element")
      ELSE /\ CanRead(PoolLock) /\ CanWrite(ElementLock(i))
           /\ IF MustStop(data, WorkerOf(t))
                THEN /\ thread' = [thread EXCEPT ![t].at = "listen: stop the owner",
                                                 ![t].with = data.owner]
                     /\ UNCHANGED lock
                ELSE ReleaseAll(t) /\ Return(t)
           /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* vls_mp_checks: vls_listener_wrk_stop_listen; one more of its own. *)
ListenStopOwner(t) ==
  LET i     == OwnIndex(t)
      s     == copies[WorkerOf(t)][thread[t].slot].id
      owner == thread[t].with
  IN  IF ~HasCopy(owner, s) THEN Fail("use of a freed session")
      ELSE /\ CanRead(PoolLock) /\ CanWrite(ElementLock(i))
           /\ copies' = StopOwner(owner, s, copies)
           /\ elements' = [elements EXCEPT ![i].listeners = @ \ {owner}]
           /\ ReleaseAll(t)
           /\ Return(t)
           /\ UNCHANGED <<life, parent, freeIndices, notices, checked, fault>>

(***************************************************************************)
(* A new owner reads its notice: vcl_session_worker_update_reply_handler   *)
(***************************************************************************)

BeginNotice(t) ==
  LET w == WorkerOf(t)
  IN  /\ \E i \in Slots :
           /\ IsOpen(w, i)
           /\ notices[w][copies[w][i].id] > 0
           /\ Start(t, Frame("notice", "notice: read-lock the pool", i, NoWorker))
      /\ ReadPrivate(t, w, TableLock(w))
      /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

NoticeLockPool(t) ==
  /\ Read(t, PoolLock)
  /\ Go(t, "notice: lock the element")
  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

NoticeLockElement(t) ==
  IF Dangling(OwnIndex(t)) THEN Fail("use of a freed element")
  ELSE /\ Write(t, ElementLock(OwnIndex(t)))
       /\ Go(t, "notice: take")
       /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

NoticeTake(t) ==
  LET w == WorkerOf(t)
      s == copies[w][thread[t].slot].id
  IN  /\ notices' = [notices EXCEPT ![w][s] = IF @ > 0 THEN @ - 1 ELSE @]
      /\ ReleaseAll(t)
      /\ Return(t)
      /\ UNCHANGED <<life, parent, copies, elements, freeIndices, checked, fault>>

(***************************************************************************)
(* Fork.  The thread that forks waits; in the child it is the only thread, *)
(* and shares the parent's sessions one after the other.                   *)
(***************************************************************************)

(* vls_app_pre_fork. *)
BeginFork(t) ==
  /\ \E c \in Workers :
       /\ life[c] = "unborn"
       /\ Start(t, Frame("fork", "fork: write-lock the table", NoSlot, c))
  /\ IF Has("no-life-cycle-lock") THEN UNCHANGED lock ELSE Write(t, LifeLock)
  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* Keeps the parent's other threads out of what is copied; the source lets *)
(* them go on.                                                             *)
ForkLockTable(t) ==
  LET w == WorkerOf(t)
  IN  /\ IF Has("fork-races-close") THEN UNCHANGED lock
         ELSE WritePrivate(t, w, TableLock(w))
      /\ Go(t, "fork: begin")
      /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

SlotsToShare(p, c) == {i \in Slots : IsOpen(p, i) /\ copies[c][i] = Free}

(* What the child does next. *)
NextStepOfFork(p, c, cps) ==
  IF \E i \in Slots : cps[p][i] # Free /\ cps[p][i].listen # "closed" /\ cps[c][i] = Free
    THEN "share: lock the life cycle"
    ELSE "complete: lock the life cycle"

(* The source knows one forked child only. *)
ParentsAfterFork(p, c) ==
  [v \in Workers |->
     IF v = c THEN p
     ELSE IF Has("second-fork-forgets-first-child") /\ parent[v] = p THEN v
     ELSE parent[v]]

(* Where the thread that forks waits.  vls_app_fork_parent_handler. *)
WaitsForChild == "fork: wait for the child"

(* fork() copies a lock as it is, and of the threads only the one that calls it. *)
Inherited(held, c) ==
  [writer  |-> IF held.writer = Nobody THEN Nobody ELSE <<c, held.writer[2]>>,
   readers |-> {<<c, t[2]>> : t \in held.readers}]

(* fork(), vls_app_fork_child_handler: vls_worker_alloc. *)
ForkBegin(t) ==
  LET w == WorkerOf(t)
      c == thread[t].with
      u == <<c, t[2]>>
  IN  IF life[c] # "unborn" \/ Frozen(w)
        THEN /\ ReleaseAll(t)
             /\ Return(t)
             /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>
        ELSE /\ life' = [life EXCEPT ![c] = "forking"]
             /\ parent' = ParentsAfterFork(w, c)
             /\ thread' = [thread EXCEPT ![t].at = IF Has("fork-flag-set-late")
                                                     THEN "fork: set the flag"
                                                     ELSE WaitsForChild,
                                         ![u] = Frame("be forked", NextStepOfFork(w, c, copies),
                                                      NoSlot, w)]
             /\ lock' = [l \in Locks |->
                           IF l = TableLock(c) /\ Has("child-inherits-locks")
                             THEN Inherited(lock[TableLock(w)], c)
                           ELSE Without(lock[l], t)]
             /\ UNCHANGED <<copies, elements, freeIndices, notices, checked, fault>>

(* vls_app_fork_parent_handler: in the source the parent says that it      *)
(* waits after the child has begun, and may miss its end.                  *)
ForkSetFlag(t) ==
  /\ Go(t, WaitsForChild)
  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, lock, checked, fault>>

(* The worker of whose sessions t gets copies, and whether it is there no  *)
(* more.                                                                   *)
Forker(t)       == thread[t].with
ForkerIsGone(t) == parent[WorkerOf(t)] # Forker(t)

(* vls_share_session begins. *)
ShareLockLife(t) ==
  /\ IF Has("no-life-cycle-lock") THEN UNCHANGED lock ELSE Write(t, LifeLock)
  /\ Go(t, "share: write-lock the parent's table")
  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* The copy in the child: of a listener it is passive. *)
ChildCopy(c, copy, index) ==
  [id     |-> copy.id,
   index  |-> index,
   listen |-> IF copy.listen = "none" THEN "none" ELSE "passive",
   waits  |-> FALSE,
   worker |-> IF Has("childs-worker-index-stale") THEN copy.worker ELSE c]

(* Keeps the parent's other threads away.  In the source they are not, and *)
(* the child already has its copy here; only then can it be that they have *)
(* closed what was left to share.                                          *)
ShareLockTable(t) ==
  LET c    == WorkerOf(t)
      p    == Forker(t)
      i    == Lowest(SlotsToShare(p, c))
      copy == copies[p][i]
  IN  IF ForkerIsGone(t) THEN Fail("use of a freed worker")
      ELSE IF SlotsToShare(p, c) = {}
        THEN /\ ReleaseAll(t)
             /\ Go(t, "complete: lock the life cycle")
             /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>
        ELSE /\ IF Has("fork-races-close") THEN UNCHANGED lock
                ELSE WritePrivate(t, p, TableLock(p))
             /\ copies' = IF Has("fork-races-close")
                            THEN [copies EXCEPT ![c][i] = ChildCopy(c, copy, copy.index)]
                            ELSE copies
             /\ thread' = [thread EXCEPT ![t].slot = i,
                                         ![t].at = IF IsPrivate(p, i)
                                                     THEN "share: write-lock the pool"
                                                     ELSE "share: read-lock the pool"]
             /\ UNCHANGED <<life, parent, elements, freeIndices, notices, checked, fault>>

(* vls_share_session: vls_shared_data_pool_rlock. *)
ShareReadLockPool(t) ==
  /\ Read(t, PoolLock)
  /\ Go(t, "share: lock the element")
  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* Where the child finds the index: it has its copy only in the source. *)
SharingIndex(t) ==
  IF Has("fork-races-close") THEN OwnIndex(t)
  ELSE copies[Forker(t)][thread[t].slot].index

(* vls_share_session: clib_spinlock_lock. *)
ShareLockElement(t) ==
  IF ForkerIsGone(t) THEN Fail("use of a freed worker")
      ELSE IF ~Has("fork-races-close") /\ ~IsOpen(Forker(t), thread[t].slot)
        THEN Fail("use of a freed session")
      ELSE IF Dangling(SharingIndex(t)) THEN Fail("use of a freed element")
      ELSE /\ IF Has("element-unlocked") THEN UNCHANGED lock
              ELSE Write(t, ElementLock(SharingIndex(t)))
           /\ Go(t, "share: subscribe")
           /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* After a share the child goes on with the next session. *)
GoOnWithFork(t, cps) ==
  LET c == WorkerOf(t)
  IN  thread' = [thread EXCEPT ![t].slot = NoSlot, ![t].at = NextStepOfFork(Forker(t), c, cps)]

(* vls_share_session: vec_add1 of the child.  Only the fork can see the    *)
(* child's pool, so that its copy is entered in the same step.             *)
ShareSubscribe(t) ==
  LET c    == WorkerOf(t)
      i    == SharingIndex(t)
      slot == thread[t].slot
  IN  IF ForkerIsGone(t) THEN Fail("use of a freed worker")
      ELSE IF Dangling(i) THEN Fail("use of a freed element")
      ELSE LET cps == IF Has("fork-races-close") THEN copies
                      ELSE [copies EXCEPT ![c][slot] =
                              ChildCopy(c, copies[Forker(t)][slot], i)]
           IN  /\ elements' = [elements EXCEPT ![i].subscribers = Append(@, c)]
               /\ copies' = cps
               /\ ReleaseAll(t)
               /\ GoOnWithFork(t, cps)
               /\ UNCHANGED <<life, parent, freeIndices, notices, checked, fault>>

(* vls_shared_data_alloc: clib_rwlock_writer_lock. *)
ShareWriteLockPool(t) ==
  /\ Write(t, PoolLock)
  /\ Go(t, "share: allocate")
  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* The parent owns a session that is shared for the first time, and its    *)
(* interest from the time before counts.                                   *)
FirstShared(p, c, copy) ==
  [session     |-> copy.id,
   owner       |-> p,
   subscribers |-> IF Has("first-share-in-pieces") THEN <<>> ELSE <<p, c>>,
   listeners   |-> IF copy.waits /\ ~Has("interest-before-share-lost") THEN {p} ELSE {}]

(* vls_shared_data_alloc, and the rest of vls_share_session for a session  *)
(* that was private.  Without room the child does without it.              *)
ShareAllocate(t) ==
  LET c    == WorkerOf(t)
      p    == Forker(t)
      slot == thread[t].slot
      i    == Head(freeIndices)
  IN  IF ForkerIsGone(t) THEN Fail("use of a freed worker")
      ELSE IF freeIndices = <<>>
        THEN /\ ReleaseAll(t)
             /\ thread' = [thread EXCEPT ![t].slot = NoSlot,
                                         ![t].at = "complete: lock the life cycle"]
             /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>
      ELSE IF copies[p][slot] = Free THEN Fail("use of a freed session")
      ELSE LET copy == copies[p][slot]
               cps  == [copies EXCEPT ![p][slot].index = i,
                                      ![c][slot] = ChildCopy(c, copy, i)]
           IN  /\ elements' = [elements EXCEPT ![i] = FirstShared(p, c, copy)]
               /\ freeIndices' = Tail(freeIndices)
               /\ copies' = cps
               /\ IF Has("first-share-in-pieces")
                    THEN ReleaseShared(t) /\ Go(t, "share: subscribe the parent")
                    ELSE ReleaseAll(t) /\ GoOnWithFork(t, cps)
               /\ UNCHANGED <<life, parent, notices, checked, fault>>

(* vls_share_session: vec_add1 of the parent and of the child, in critical *)
(* sections of their own in the source.                                    *)
ShareSubscribeBoth(t) ==
  LET c == WorkerOf(t)
      i == OwnIndex(t)
  IN  IF Dangling(i) THEN Fail("use of a freed element")
      ELSE /\ CanRead(PoolLock) /\ CanWrite(ElementLock(i))
           /\ elements' = [elements EXCEPT ![i].subscribers = @ \o <<Forker(t), c>>]
           /\ ReleaseAll(t)
           /\ GoOnWithFork(t, copies)
           /\ UNCHANGED <<life, parent, copies, freeIndices, notices, checked, fault>>

(* vls_app_fork_child_handler comes to its end. *)
CompleteLockLife(t) ==
  /\ IF Has("no-life-cycle-lock") THEN UNCHANGED lock ELSE Write(t, LifeLock)
  /\ Go(t, "complete: read-lock the parent's table")
  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

CompleteLockTable(t) ==
  LET p == Forker(t)
  IN  IF ForkerIsGone(t) THEN Fail("use of a freed worker")
      ELSE /\ IF Has("fork-races-close") THEN UNCHANGED lock
              ELSE ReadPrivate(t, p, TableLock(p))
           /\ Go(t, "complete: read-lock the pool")
           /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

CompleteLockPool(t) ==
  /\ Read(t, PoolLock)
  /\ Go(t, "complete: go live")
  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* The threads that a completed or failed fork of c wakes. *)
Wakes(u, c) ==
  /\ thread[u].at = WaitsForChild
  /\ \/ thread[u].with = c
     \/ Has("one-fork-flag-for-all")

ThreadsAfterFork(c, changed) ==
  [u \in Threads |-> IF Wakes(u, c) THEN Idle ELSE changed[u]]

(* vls_app_fork_child_handler: vcm->forking = 0.  Under the pool's lock,   *)
(* so that it is still true that there is no room, where there was none.   *)
CompleteGoLive(t) ==
  LET c    == WorkerOf(t)
      p    == Forker(t)
      left == SlotsToShare(p, c)
      i    == Lowest(left)
  IN  IF ForkerIsGone(t) THEN Fail("use of a freed worker")
      ELSE IF left # {} /\ (freeIndices # <<>> \/ ~IsPrivate(p, i)) /\ ~Has("fork-races-close")
        THEN /\ ReleaseAll(t)
             /\ Go(t, "share: lock the life cycle")
             /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>
        ELSE /\ life' = [life EXCEPT ![c] = "live"]
             /\ thread' = ThreadsAfterFork(c, [thread EXCEPT ![t] = Idle])
             /\ ReleaseAll(t)
             /\ UNCHANGED <<parent, copies, elements, freeIndices, notices, checked, fault>>

(***************************************************************************)
(* The end of a worker                                                     *)
(***************************************************************************)

(* A worker index is free again; the children go to the parent. *)
ParentsAfter(w) ==
  [v \in Workers |-> IF v = w THEN NoWorker
                     ELSE IF parent[v] = w
                       THEN IF Has("orphans-not-adopted") THEN v ELSE parent[w]
                     ELSE parent[v]]

ThreadsWithout(w, changed) ==
  [u \in Threads |-> IF WorkerOf(u) = w THEN Absent ELSE changed[u]]

(* The locks of a worker's table and sessions are in its own memory, and   *)
(* its threads are gone with all that they held there.                     *)
InOwnMemory(w, l) ==
  l \in PrivateLocks(w) /\ ~(l = TableLock(w) /\ Has("table-lock-shared-by-processes"))

WithoutThreadsOf(w, held) ==
  [writer  |-> IF held.writer # Nobody /\ WorkerOf(held.writer) = w THEN Nobody ELSE held.writer,
   readers |-> {t \in held.readers : WorkerOf(t) # w}]

LocksWithout(w, locks) ==
  [l \in Locks |-> IF InOwnMemory(w, l) THEN WithoutThreadsOf(w, locks[l]) ELSE locks[l]]

(* vls_app_exit begins, or goes on with the next session in pool order. *)
ExitGoOn(t) ==
  LET w == WorkerOf(t)
      i == Lowest(UsedSlots(w))
  IN  /\ ~Frozen(w)
      /\ IF UsedSlots(w) = {}
           THEN /\ CanWrite(TableLock(w)) \/ Has("exit-ignores-threads")
                /\ Start(t, Frame("exit", "exit: lock the life cycle", NoSlot, NoWorker))
                /\ UNCHANGED lock
           ELSE /\ IF Has("exit-ignores-threads") THEN UNCHANGED lock
                   ELSE WritePrivate(t, w, TableLock(w))
                /\ Start(t, Frame("exit",
                                  IF Has("exit-unshares-private") THEN "leave: read-lock the pool"
                                  ELSE FirstStepToLeave(w, i),
                                  i, NoWorker))
      /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* vls_app_exit: before vls_worker_free. *)
ExitLockLife(t) ==
  /\ IF Has("no-life-cycle-lock") THEN UNCHANGED lock ELSE Write(t, LifeLock)
  /\ Go(t, "exit: write-lock the table")
  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

ExitLockTable(t) ==
  LET w == WorkerOf(t)
  IN  /\ IF Has("exit-ignores-threads") THEN UNCHANGED lock
         ELSE WritePrivate(t, w, TableLock(w))
      /\ Go(t, "exit: retire")
      /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* vls_worker_free.  If another thread has opened a session in the         *)
(* meantime, or forks, the exit is not complete.                           *)
ExitRetire(t) ==
  LET w == WorkerOf(t)
  IN  IF (UsedSlots(w) # {} \/ ForkInProgress(w)) /\ ~Has("exit-ignores-threads")
        THEN /\ ReleaseAll(t)
             /\ Start(t, Frame("exit", "exit: go on", NoSlot, NoWorker))
             /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>
        ELSE /\ life' = [life EXCEPT ![w] = "unborn"]
             /\ parent' = ParentsAfter(w)
             /\ thread' = ThreadsWithout(w, thread)
             /\ lock' = LocksWithout(w, [l \in Locks |-> Without(lock[l], t)])
             /\ UNCHANGED <<copies, elements, freeIndices, notices, checked, fault>>

(* A process that holds what others wait for is not killed before it has   *)
(* released that: who kills it waits for the life cycle and the pool.      *)
MayDie(w) ==
  \/ Has("death-in-critical-section")
  \/ \A t \in ThreadsOf(w) : \A l \in Locks :
       IsHolder(t, l) => l \in PrivateLocks(w)

(* _exit() or a signal: nothing is put in order, nobody is told, and all   *)
(* threads are gone.                                                       *)
Die(w) ==
  /\ Allowed("die")
  /\ life[w] \in {"forking", "live"}
  /\ MayDie(w)
  /\ life' = [life EXCEPT ![w] = "dead"]
  /\ notices' = [notices EXCEPT ![w] = [s \in Sessions |-> 0]]
  /\ thread' = ThreadsWithout(w, IF life[w] = "forking" /\ ~Has("child-dies-in-fork")
                                   THEN ThreadsAfterFork(w, thread) ELSE thread)
  /\ lock' = LocksWithout(w, lock)
  /\ UNCHANGED <<parent, copies, elements, freeIndices, checked, fault>>

(* The parent cleans up, or any worker where there is none any more. *)
MayCleanUp(w, c) ==
  /\ life[c] = "dead"
  /\ parent[c] \in {w, NoWorker}
  /\ ~ForkInProgress(c) \/ Has("cleanup-races-fork")

(* In the source a session of the dead child that its parent does not share is passed over. *)
FirstStepToCleanUp(w, c, i) ==
  IF Has("cleanup-reads-parents-table")
    THEN IF IsOpen(c, i) /\ IsOpen(w, i) /\ ~IsPrivate(w, i) THEN "leave: read-lock the pool"
         ELSE "leave: remove the copy"
    ELSE FirstStepToLeave(c, i)

CleanupFrame(w, c) ==
  IF UsedSlots(c) = {} THEN Frame("cleanup", "cleanup: retire", NoSlot, c)
  ELSE LET i == Lowest(UsedSlots(c))
       IN  Frame("cleanup", FirstStepToCleanUp(w, c, i), i, c)

(* vls_cleanup_vcl_worker: the dead child leaves its next session.  Each   *)
(* session is an operation of its own: others may act between them.        *)
BeginCleanup(t) ==
  LET w == WorkerOf(t)
  IN  /\ \E c \in Workers :
           /\ MayCleanUp(w, c)
           /\ Start(t, CleanupFrame(w, c))
      /\ IF Has("no-life-cycle-lock") \/ Has("cleanup-in-signal-handler") THEN UNCHANGED lock
         ELSE Write(t, LifeLock)
      /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, checked, fault>>

(* vls_intercept_sigchld_handler, in the source: on top of whatever its    *)
(* thread is doing.                                                        *)
Interrupt(t) ==
  LET w == WorkerOf(t)
  IN  /\ Has("cleanup-in-signal-handler")
      /\ thread[t].at \notin {"absent", "idle"} /\ "below" \notin DOMAIN thread[t]
      /\ \E c \in Workers :
           /\ MayCleanUp(w, c)
           /\ LET f == CleanupFrame(w, c)
              IN  Start(t, [at |-> f.at, op |-> f.op, slot |-> f.slot, with |-> f.with,
                            below |-> thread[t]])
      /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, lock, checked, fault>>

(* vls_worker_free at the end of vls_cleanup_vcl_worker. *)
CleanupRetire(t) ==
  LET c == thread[t].with
  IN  /\ life' = [life EXCEPT ![c] = "unborn"]
      /\ parent' = ParentsAfter(c)
      /\ copies' = [copies EXCEPT ![c] = [i \in Slots |-> Free]]
      /\ ReleaseAll(t)
      /\ Return(t)
      /\ UNCHANGED <<elements, freeIndices, notices, checked, fault>>

(* pthread_create; vls_mt_detect, vls_mt_add.  A thread is known as one of *)
(* its worker's before it does anything else.                              *)
Appear(t) ==
  /\ thread[t].at = "absent" /\ Live(WorkerOf(t))
  /\ Start(t, IF Has("thread-registered-late") THEN [Idle EXCEPT !.at = "new"] ELSE Idle)
  /\ UNCHANGED <<life, parent, copies, elements, freeIndices, notices, lock, checked, fault>>

(***************************************************************************)
(* Specification                                                           *)
(***************************************************************************)

(* What an idle thread of a live worker may begin. *)
Begin(t) ==
  \/ Allowed("open") /\ BeginOpen(t)
  \/ Allowed("close") /\ BeginClose(t)
  \/ Allowed("io") /\ BeginIo(t)
  \/ BeginListening(t)
  \/ Allowed("notice") /\ BeginNotice(t)
  \/ Allowed("fork") /\ BeginFork(t)
  \/ Allowed("exit") /\ ExitGoOn(t)
  \/ Allowed("cleanup") /\ BeginCleanup(t)

(* The next step of the thread t: by its operation, and by where it is.    *)
StepAtRest(t) ==
  LET at == thread[t].at
  IN  CASE at = "idle"   -> Begin(t)
        [] at = "absent" -> Allowed("thread") /\ Appear(t)
        [] at = "new"    -> Fail("use of an invalid worker index")

StepOfLeaving(t) ==
  LET at == thread[t].at
  IN  CASE at = "leave: read-lock the pool"   -> LeaveLockPool(t)
        [] at = "leave: lock the element"     -> LeaveLockElement(t)
        [] at = "leave: unsubscribe"          -> LeaveUnsubscribe(t)
        [] at = "leave: write-lock the pool"  -> LeaveWriteLockPool(t)
        [] at = "leave: look again, and free" -> LeaveFree(t)
        [] at = "leave: remove the copy"      -> LeaveRemoveCopy(t)
        [] at = "exit: go on"                 -> ExitGoOn(t)
        [] at = "exit: lock the life cycle"   -> ExitLockLife(t)
        [] at = "exit: write-lock the table"  -> ExitLockTable(t)
        [] at = "exit: retire"                -> ExitRetire(t)
        [] at = "cleanup: retire"             -> CleanupRetire(t)
        [] at = "close: lock the session"     -> CloseLockSession(t)
        [] at = "leave: write back"           -> LeaveWriteBack(t)

StepOfListening(t) ==
  LET at == thread[t].at
  IN  CASE at = "listen: lock the session"    -> ListenLockSession(t)
        [] at = "listen: read-lock the pool"  -> ListenLockPool(t)
        [] at = "listen: lock the element"    -> ListenLockElement(t)
        [] at = "listen: change the shared session" -> ListenShared(t)
        [] at = "listen: change the private copy"   -> ListenPrivate(t)
        [] at = "listen: look at the owner"   -> ListenLookAtOwner(t)
        [] at = "listen: stop the owner"      -> ListenStopOwner(t)

StepOfNotice(t) ==
  LET at == thread[t].at
  IN  CASE at = "notice: read-lock the pool"  -> NoticeLockPool(t)
        [] at = "notice: lock the element"    -> NoticeLockElement(t)
        [] at = "notice: take"                -> NoticeTake(t)

StepOfIo(t) ==
  LET at == thread[t].at
  IN  CASE at = "io: lock the session"        -> IoLockSession(t)
        [] at = "io: inside"                  -> IoInside(t)

StepOfFork(t) ==
  LET at == thread[t].at
  IN  CASE at = "fork: write-lock the table"  -> ForkLockTable(t)
        [] at = "fork: begin"                 -> ForkBegin(t)
        [] at = WaitsForChild                 -> FALSE
        [] at = "fork: set the flag"          -> ForkSetFlag(t)

StepOfChild(t) ==
  LET at == thread[t].at
  IN  CASE at = "share: lock the life cycle"  -> ShareLockLife(t)
        [] at = "share: write-lock the parent's table" -> ShareLockTable(t)
        [] at = "share: read-lock the pool"   -> ShareReadLockPool(t)
        [] at = "share: lock the element"     -> ShareLockElement(t)
        [] at = "share: subscribe"            -> ShareSubscribe(t)
        [] at = "share: write-lock the pool"  -> ShareWriteLockPool(t)
        [] at = "share: allocate"             -> ShareAllocate(t)
        [] at = "share: subscribe the parent" -> ShareSubscribeBoth(t)
        [] at = "complete: lock the life cycle" -> CompleteLockLife(t)
        [] at = "complete: read-lock the parent's table" -> CompleteLockTable(t)
        [] at = "complete: read-lock the pool" -> CompleteLockPool(t)
        [] at = "complete: go live"           -> CompleteGoLive(t)

Step(t) ==
  LET op == thread[t].op
  IN  CASE op = "none"      -> StepAtRest(t)
        [] op = "be forked" -> StepOfChild(t)
        [] op = "fork"      -> StepOfFork(t)
        [] op = "close"     -> StepOfLeaving(t)
        [] op = "exit"      -> StepOfLeaving(t)
        [] op = "cleanup"   -> StepOfLeaving(t)
        [] op = "notice"    -> StepOfNotice(t)
        [] op = "open"      -> OpenEnter(t)
        [] op = "io"        -> StepOfIo(t)
        [] OTHER            -> StepOfListening(t)

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

(* Nobody lives any more: the end, and no deadlock. *)
End ==
  /\ \A w \in Workers : life[w] \in {"unborn", "dead"}
  /\ UNCHANGED vars

Next ==
  \/ \E t \in Threads : Step(t)
  \/ \E t \in Threads : Interrupt(t)
  \/ \E w \in Workers : Die(w)
  \/ End

Spec == Init /\ [][Next]_vars

AtRest(t) == thread[t].at \in {"absent", "idle"}

(* Which lock the next step of t needs; none if it needs none. *)
Wanted(t) ==
  LET at == thread[t].at
      w  == WorkerOf(t)
      i  == thread[t].slot
      none == {}
      private(l) == IF LocksNeeded(w) THEN {l} ELSE none
  IN  CASE at \in {"absent", "idle", "new"} -> none
        [] at \in {"share: lock the life cycle", "complete: lock the life cycle",
                   "exit: lock the life cycle"} -> {LifeLock}
        [] at \in {"fork: write-lock the table", "exit: go on", "exit: write-lock the table"} ->
             private(TableLock(w))
        [] at \in {"share: write-lock the parent's table", "complete: read-lock the parent's table"}
             -> {TableLock(thread[t].with)}
        [] at \in {"listen: lock the session", "io: lock the session", "close: lock the session"} ->
             private(SessionLock(w, i))
        [] at = "io: inside" /\ Has("close-vs-io-lock-order") -> private(TableLock(w))
        [] at \in {"leave: read-lock the pool", "leave: write-lock the pool",
                   "listen: read-lock the pool", "notice: read-lock the pool",
                   "share: read-lock the pool", "share: write-lock the pool",
                   "complete: read-lock the pool"} -> {PoolLock}
        [] at = "leave: lock the element" /\ LeavingIndex(t) # NoIndex ->
             {ElementLock(LeavingIndex(t))}
        [] at \in {"listen: lock the element", "notice: lock the element"}
             /\ OwnIndex(t) # NoIndex -> {ElementLock(OwnIndex(t))}
        [] at = "share: lock the element" /\ ~ForkerIsGone(t)
             /\ (Has("fork-races-close") \/ IsOpen(Forker(t), i)) /\ SharingIndex(t) # NoIndex ->
             {ElementLock(SharingIndex(t))}
        [] OTHER -> none

(* An operation that has begun goes on. *)
GoOn(t) == ~AtRest(t) /\ Step(t)

(* A thread may find its lock free and taken, again and again. *)
MustWait(t) == Wanted(t) # {}

GoOnWithLock(t) == MustWait(t) /\ GoOn(t)

(* Who lives cleans up and reads its notices.  Nobody has to open, close,  *)
(* listen, accept, fork, exit or die.                                      *)
ReadsNotices(w) ==
  \E t \in Threads :
    WorkerOf(t) = w /\ thread[t].at = "idle" /\ Allowed("notice") /\ BeginNotice(t)

CleansUp(w) ==
  \E t \in Threads :
    WorkerOf(t) = w /\ thread[t].at = "idle" /\ Allowed("cleanup") /\ BeginCleanup(t)

(* Fairness is weak for the steps that nobody else can delay.  It is       *)
(* strong where a lock is waited for, which others may take again and      *)
(* again, and for what a worker does only while it has a thread at rest.   *)
(* MCSharedDataLockingFairness shows what happens where it is weaker.      *)
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

(* The step of SharedData that a step of t implements.  All other steps    *)
(* implement none: they leave alone what is mapped.                        *)
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

(* What the workers observe is a behaviour of SharedData: this implies     *)
(* Abstract!Spec, and says which of its steps each step here implements.   *)
(* That most steps change nothing which is mapped is asked first, since it *)
(* is cheap to see.                                                        *)
ImplementsSharedData ==
  /\ Abstract!Init
  /\ [][\/ UNCHANGED <<life, parent, copies, elements, notices>>
        \/ UNCHANGED Abstract!vars
        \/ \E t \in Threads : thread'[t] # thread[t] /\ Implemented(t)
        \/ \E w \in Workers : life'[w] # life[w] /\ Abstract!Die(w)]_vars

(***************************************************************************)
(* Safety: invariants                                                      *)
(***************************************************************************)

Frames == [at : STRING, op : STRING, slot : Slots \cup {NoSlot}, with : Workers \cup {NoWorker}]

IsFrame(frame) ==
  IF "below" \in DOMAIN frame
    THEN /\ frame.below \in Frames
         /\ [at |-> frame.at, op |-> frame.op, slot |-> frame.slot, with |-> frame.with] \in Frames
    ELSE frame \in Frames

(* Every variable holds a value of its type. *)
TypeOK ==
  /\ life \in [Workers -> Lives]
  /\ parent \in [Workers -> Workers \cup {NoWorker}]
  /\ copies \in [Workers -> [Slots -> Copies \cup {Free}]]
  /\ elements \in [Indices -> Elements \cup {Free}]
  /\ Range(freeIndices) = {i \in Indices : elements[i] = Free}
  /\ Len(freeIndices) = Cardinality(Range(freeIndices))
  /\ notices \in [Workers -> [Sessions -> Nat]]
  /\ lock \in [Locks -> [writer : Threads \cup {Nobody}, readers : SUBSET Threads]]
  /\ \A l \in Locks : lock[l].writer = Nobody \/ lock[l].readers = {}
  /\ DOMAIN thread = Threads /\ \A t \in Threads : IsFrame(thread[t])
  /\ checked \subseteq Workers
  /\ fault \in STRING

(* No operation uses an element of shared data that has been freed, or none at all. *)
NoUseOfFreedElement == fault # "use of a freed element"

(* No operation uses a session that has been closed. *)
NoUseOfFreedSession == fault # "use of a freed session"

(* No operation uses a worker that is gone. *)
NoUseOfFreedWorker == fault # "use of a freed worker"

(* Nobody uses a worker index that it has not got yet. *)
NoInvalidWorkerIndex == fault # "use of an invalid worker index"

(* No assertion of the source fails. *)
AssertionsHold == fault # "an assertion does not hold"

(* Nobody is removed from a vector in which it is not. *)
VectorsAreIntact == fault # "removal of an element that a vector has not"

(* No message is sent on a queue that does not exist. *)
NoMissingQueue == fault # "message on a missing queue"

(* A lock is released by who holds it only. *)
ReleasedByHolder == fault # "unlock of a lock that is not held"

(* Whoever holds a lock is in the middle of an operation: nobody leaves a lock behind. *)
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

(* A session has one element of shared data at the most. *)
OneElementPerSession == \A s \in Sessions : Cardinality(ElementsOf(s)) <= 1

(* Two threads of one worker are never inside one session at the same time. *)
SessionsAreExclusive ==
  \A t \in Threads :
    thread[t].at = "io: inside" =>
      \A u \in Threads \ {t} :
        WorkerOf(u) = WorkerOf(t) /\ thread[u].slot = thread[t].slot =>
          thread[u].at \notin {"io: inside", "listen: change the private copy",
                               "listen: change the shared session"}

(* Whoever waits for its child has one that is being forked. *)
ForkersAreWoken ==
  \A t \in Threads :
    thread[t].at = WaitsForChild =>
      life[thread[t].with] = "forking" /\ parent[thread[t].with] = WorkerOf(t)

(* While a worker is being forked, one thread of its parent waits for it, if the parent lives. *)
ForkersWait ==
  \A c \in Workers :
    life[c] = "forking" /\ Live(parent[c]) =>
      \E t \in ThreadsOf(parent[c]) : thread[t].with = c

RECURSIVE Ancestors(_, _)
Ancestors(c, n) ==
  IF n = 0 \/ parent[c] = NoWorker THEN {} ELSE {parent[c]} \cup Ancestors(parent[c], n - 1)

(* Somebody will clean up a dead worker: an ancestor that lives, or anybody where none is left. *)
NobodyIsForgotten ==
  \A c \in Workers :
    life[c] = "dead" =>
      LET above == Ancestors(c, Cardinality(Workers))
      IN  /\ c \notin above
          /\ \A v \in above : life[v] # "unborn"

(* The listeners are the subscribers that want connections. *)
ListenersWait == Abstract!ListenersWait

(* Whoever wants connections is attached to VPP. *)
WaitersAreAttached == Abstract!WaitersAreAttached

WantsToRead(t) ==
  thread[t].at \in {"leave: read-lock the pool", "listen: read-lock the pool",
                    "notice: read-lock the pool", "share: read-lock the pool",
                    "complete: read-lock the pool", "complete: read-lock the parent's table"}

(* The threads that hold the lock that t wants. *)
HoldersOfWanted(t) ==
  LET others(l) == (IF lock[l].writer = Nobody THEN {} ELSE {lock[l].writer})
                   \cup (IF WantsToRead(t) THEN {} ELSE lock[l].readers)
  IN  UNION {others(l) : l \in {l \in Wanted(t) : lock[l] # Unlocked}}

RECURSIVE Stuck(_)
Stuck(waiting) ==
  LET still == {t \in waiting : HoldersOfWanted(t) \cap waiting # {}}
  IN  IF still = waiting THEN waiting ELSE Stuck(still)

(* No threads wait for each other, and none waits for itself. *)
NoCircularWait == Stuck({t \in Threads : HoldersOfWanted(t) # {}}) = {}

(***************************************************************************)
(* Who waits for whom.  Tools evaluate Holds, Wanted and WaitsFor by name  *)
(* to explain a state: each specification of threads defines them.         *)
(***************************************************************************)

(* The locks that t holds. *)
Holds(t) == {l \in Locks : IsHolder(t, l)}

(* Those that others may hold as well. *)
HoldsToRead(t) == {l \in Locks : t \in lock[l].readers}

(* The children whose fork t has to wait for; no lock says so. *)
AwaitedForks(t) ==
  CASE thread[t].at = WaitsForChild -> {thread[t].with}
    [] thread[t].at = "exit: go on" /\ Frozen(WorkerOf(t)) ->
         {c \in Workers : life[c] = "forking" /\ parent[c] = WorkerOf(t)}
    [] OTHER -> {}

(* The threads for which t has to wait; or a child, if none of its threads goes on with its fork. *)
WaitsFor(t) ==
  LET forks(c) == {u \in Threads : WorkerOf(u) = c /\ thread[u].op = "be forked"}
  IN  HoldersOfWanted(t)
      \cup UNION {IF forks(c) = {} THEN {c} ELSE forks(c) : c \in AwaitedForks(t)}

(***************************************************************************)
(* Safety: properties of steps                                             *)
(***************************************************************************)

(* An element is freed only when none of its subscribers has a copy any more that refers to it. *)
OnlyUnusedIsFreed ==
  [][\A i \in Indices :
       elements[i] # Free /\ elements'[i] = Free =>
         \A w \in Range(elements[i].subscribers) : \A slot \in Slots :
           ~(IsOpen(w, slot)' /\ copies'[w][slot].index = i)]_vars

(***************************************************************************)
(* Liveness                                                                *)
(***************************************************************************)

(* An operation that has begun comes to its end, or dies with its process. *)
OperationsReturn == \A t \in Threads : ~AtRest(t) ~> AtRest(t)

(* A lock that is asked for is granted. *)
RequestsAreGranted == \A t \in Threads : Wanted(t) # {} ~> Wanted(t) = {}

(* A new owner that lives on is told. *)
OwnersAreTold ==
  \A w \in Workers, s \in Sessions :
    notices[w][s] > 0 ~> notices[w][s] = 0 \/ life[w] = "dead"

(* A dead worker is cleaned up as long as anybody lives. *)
DeadAreCleanedUp ==
  \A w \in Workers :
    life[w] = "dead" ~> life[w] # "dead" \/ \A v \in Workers : life[v] # "live"

=============================================================================
