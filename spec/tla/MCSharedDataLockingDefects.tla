---------------------- MODULE MCSharedDataLockingDefects ----------------------
(* Seeded defects of SharedDataLocking: in its model, each operator          *)
(* replaces one of the protocol (Right <- Wrong in the .cfg file). TLC       *)
(* must find every one of them. The source as committed has all of its       *)
(* defects at once, in its own steps: MCSharedDataLockingAsCommitted.        *)
(*                                                                           *)
(* Some defects have their own steps, which are reached only with the        *)
(* defect: InsideOfSource has all of them.                                   *)
(*                                                                           *)
(* An omitted condition reads "right or TRUE": TLC counts the successors     *)
(* for both. TLC orders strings by their first appearance, in this module    *)
(* first. So the names of operations appear in the order of                  *)
(* SharedDataLocking; otherwise TLC may find another counterexample of the   *)
(* same length first.                                                        *)
EXTENDS MCSharedDataLocking

(* The first fault of two. *)
First(one, other) == IF one # "none" THEN one ELSE other

(***************************************************************************)
(* Defects of the source: the life of workers and threads                  *)
(***************************************************************************)

(* cleanup-in-signal-handler: the cleanup of a dead child runs in a signal handler, on top of a thread *)
(* that may hold a lock. *)
RunHandlerToCleanUp(t) ==
  LET w == WorkerOf(t)
  IN  /\ thread[t].at \notin {"absent", "idle"} /\ "below" \notin DOMAIN thread[t]
      /\ \E c \in Workers :
           /\ MayCleanUp(w, c)
           /\ LET f == CleanupFrame(w, c)
              IN  Start(t, [at |-> f.at, op |-> f.op, slot |-> f.slot, with |-> f.with,
                            below |-> thread[t]])

ForCleanupNoLock == NoLock

ReturnToBelow(t) ==
  thread' = [thread EXCEPT ![t] = IF "below" \in DOMAIN @ THEN @.below ELSE Idle]

IsFrameOnTop(frame) ==
  IF "below" \in DOMAIN frame
    THEN /\ frame.below \in Frames
         /\ [at |-> frame.at, op |-> frame.op, slot |-> frame.slot, with |-> frame.with] \in Frames
    ELSE frame \in Frames

(* cleanup-races-fork: a dead worker is cleaned up while its child is still copying from it. *)
MayCleanUpInFork(w, c) ==
  /\ life[c] = "dead"
  /\ parent[c] \in {w, NoWorker}
  /\ ~ForkInProgress(c) \/ TRUE

(* orphans-not-adopted: when a worker exits, its children are not cleaned up after their deaths. *)
AdopterNobody(v) == v

(* death-in-critical-section: a process is killed while it holds a lock that others need. *)
MayDieAnywhere(w) ==
  \/ TRUE
  \/ \A l \in {LifeLock, TableLock(w), PoolLock} : lock[l] = Unlocked

(* no-life-cycle-lock: forks, exits and cleanups do not exclude each other. *)
ForLifeNoLock == NoLock

(* second-fork-forgets-first-child: a worker remembers only one forked child. *)
ParentsAfterForkOne(p, c) ==
  [v \in Workers |-> IF v = c THEN p ELSE IF parent[v] = p THEN v ELSE parent[v]]

(***************************************************************************)
(* Defects of the source: leaving a session                                *)
(***************************************************************************)

(* free-after-release-gap: the last subscriber leaves, releases all locks, and then frees the element, *)
(* even if a worker has subscribed in the meantime.                                          *)
LeaveAsLastAtOnce(w, slot, i) ==
  LET data == elements[i]
  IN  /\ elements' = [elements EXCEPT ![i] = [session     |-> data.session,
                                             owner       |-> data.owner,
                                             subscribers |-> <<>>,
                                             listeners   |-> {}]]
      /\ notices' = [notices EXCEPT ![w][data.session] = 0]
      /\ copies' = CopiesWithClosed(w, slot)
      /\ UNCHANGED freeIndices

OthersSubscribeUnseen(i) == FALSE

(* position-unsigned: a worker without a subscription is not detected, since the position is       *)
(* unsigned.                                                                                       *)
FaultOfPosition(t) ==
  IF thread[t].at = "leave: unsubscribe" /\ ~IsSubscribed(Leaver(t), LeavingIndex(t))
    THEN "removal of an element that a vector has not" ELSE "none"

FaultUnsigned(t) == First(UseOfFreed(t), FaultOfPosition(t))

(* notify-after-cleanup: the notice to the new owner reads the session that has just been cleaned up. *)
PassesOn(t) ==
  LET w == Leaver(t)
      i == LeavingIndex(t)
  IN  /\ thread[t].at = "leave: unsubscribe"
      /\ IsSubscribed(w, i) /\ elements[i].owner = w /\ Len(elements[i].subscribers) # 1

FaultOfNotice(t) == IF PassesOn(t) THEN "use of a freed session" ELSE "none"

FaultNotifiedLate(t) == First(UseOfFreed(t), FaultOfNotice(t))

(* notify-without-queue: the notice to the new owner is sent on the queue of a passive copy, which *)
(* has none. *)
FaultOfQueue(t) ==
  IF PassesOn(t) /\ copies[Leaver(t)][thread[t].slot].listen = "passive"
    THEN "message on a missing queue" ELSE "none"

FaultWithoutQueue(t) == First(UseOfFreed(t), FaultOfQueue(t))

(* exit-unshares-private: an exit unshares private sessions, too. *)
ExitFrameUnshares(w) ==
  Frame("exit", "leave: read-lock the pool", Lowest(UsedSlots(w)), NoWorker)

(* exit-ignores-threads: an exit does not wait for the other threads of the process. *)
ForExitNoLock(w) == NoLock

ExitAfterSessionNext == "exit: go on"

HasMoreToExitUnseen(w) == FALSE

(***************************************************************************)
(* Defects of the source: forks                                            *)
(***************************************************************************)

(* childs-worker-index-stale: the copy of a session in the child keeps the worker index of the parent. *)
ChildCopyStale(c, copy, i) ==
  LET listen == IF copy.listen = "none" THEN "none" ELSE "passive"
  IN  [id |-> copy.id, index |-> i, listen |-> listen, waits |-> FALSE, worker |-> copy.worker]

(* fork-races-close: the parent's other threads may close sessions during a fork.                      *)
(* The child has its copy of a session before its subscription.                                        *)
FrozenNever(w) == FALSE

ForForkerNoLock(w) == NoLock

CopyAtLockAlready(c, p, i) ==
  copies' = [copies EXCEPT ![c][i] = ChildCopy(c, copies[p][i], copies[p][i].index)]

SharingIndexOfChild(t) == OwnIndex(t)

ForkersSessionNotSeen(t) == FALSE

CopiesAfterShareSame(t, c, slot, i) == copies

StepAfterShareNext(p, c, cps) == NextStepOfFork(p, c, cps)

CanShareMoreNever(p, c) == FALSE

(* fork-flag-set-late: the parent sets the flag of its wait for the child only after the child may have *)
(* ended.                                                                                             *)
ThreadsInForkNoFlag(t, c) ==
  LET w == WorkerOf(t)
  IN  [thread EXCEPT ![t].at = "fork: set the flag",
                     ![<<c, t[2]>>] = Frame("be forked", NextStepOfFork(w, c, copies), NoSlot, w)]

ForkSetFlag(t) ==
  /\ Go(t, WaitsForChild)
  /\ UNCHANGED <<workerVars, sessionVars, lock, faultVars>>

(* one-fork-flag-for-all: the end of one fork wakes the parents of the others. *)
WakesAll(u, c) == thread[u].at = WaitsForChild

(* child-dies-in-fork: a child that dies before its fork is complete leaves its parent waiting. *)
ThreadsAfterDeathSame(w) == thread

(* interest-before-share-lost: a worker that accepts before the first share is no listener       *)
(* afterwards.                                                                                   *)
FirstListenersNone(p, copy) == {}

(* first-share-in-pieces: the first share publishes the index before the parent is subscribed. *)
FirstSubscribersNone(p, c) == <<>>

EndShareAllocateInPieces(t, cps) == ReleaseShared(t) /\ Go(t, "share: subscribe the parent")

ShareSubscribeBoth(t) ==
  LET c == WorkerOf(t)
      i == OwnIndex(t)
  IN  IF Dangling(i) THEN Fail("use of a freed element")
      ELSE /\ CanRead(PoolLock) /\ CanWrite(ElementLock(i))
           /\ elements' = [elements EXCEPT ![i].subscribers = @ \o <<Forker(t), c>>]
           /\ ReleaseAll(t)
           /\ GoOnWithFork(t, copies)
           /\ UNCHANGED <<workerVars, copies, freeIndices, notices, faultVars>>

(***************************************************************************)
(* Defects of the source: cleanup                                          *)
(***************************************************************************)

(* cleanup-reads-parents-table: the parent looks up the sessions of its dead child in its own table; *)
(* a session that it does not share is skipped.                                                      *)
LeavingIndexInOwnTable(t) ==
  LET copy == copies[WorkerOf(t)][thread[t].slot]
  IN  IF copy = Free THEN NoIndex ELSE copy.index

CleanupFrameInOwnTable(w, c) ==
  IF UsedSlots(c) = {} THEN Frame("cleanup", "cleanup: retire", NoSlot, c)
  ELSE LET i == Lowest(UsedSlots(c))
       IN  Frame("cleanup",
                 IF IsOpen(c, i) /\ IsOpen(w, i) /\ ~IsPrivate(w, i)
                   THEN "leave: read-lock the pool" ELSE "leave: remove the copy",
                 i, c)

(***************************************************************************)
(* Defects of the source: listening                                        *)
(***************************************************************************)

(* listener-bit-lost: the result of the update of the listeners is dropped. *)
ListenersWithNone(listeners, w) == listeners

(* listener-marked-before-listen: a worker is marked as a listener whatever VPP replies. *)
WaitSharedMarked(t, w, slot, i, attached) ==
  WaitAttached(w, slot, i, IF IsRefused(w, slot, attached) THEN "passive" ELSE "listen")

(* epoll-check-once-per-process: the check for several processes is made only at the first addition to *)
(* an epoll set.                                                                                     *)
RememberCheckOnce(t) == checked' = IF AddsToEpoll(t) THEN checked \cup {WorkerOf(t)} ELSE checked

IsSkipped(t, w) == AddsToEpoll(t) /\ w \in checked

WaitUnchecked(w, slot) ==
  /\ copies' = [copies EXCEPT ![w][slot].waits = TRUE]
  /\ UNCHANGED elements

WaitSharedOnce(t, w, slot, i, attached) ==
  IF IsSkipped(t, w) THEN WaitUnchecked(w, slot)
  ELSE IF IsRefused(w, slot, attached) THEN UNCHANGED <<copies, elements>>
  ELSE WaitAttached(w, slot, i, "listen")

(* owner-check-then-act: the owner is looked up (vls_shared_get_owner, vls_listener_wrk_is_active), *)
(* and stopped in a later critical section (vls_listener_wrk_stop_listen): it may be gone by then.  *)
CopiesAfterWaitOnly(data, w, cps) == cps

EndListenSharedLooks(t, attached) ==
  IF BeginsToWait(t) /\ copies[WorkerOf(t)][thread[t].slot].listen = "passive" /\ attached
    THEN ReleaseShared(t) /\ Go(t, "listen: look at the owner")
    ELSE ReleaseAll(t) /\ Return(t)

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
           /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

ListenStopOwner(t) ==
  LET i     == OwnIndex(t)
      s     == copies[WorkerOf(t)][thread[t].slot].id
      owner == thread[t].with
  IN  IF ~\E slot \in Slots : IsOpen(owner, slot) /\ copies[owner][slot].id = s
        THEN Fail("use of a freed session")
      ELSE /\ CanRead(PoolLock) /\ CanWrite(ElementLock(i))
           /\ copies' = StopOwner(owner, s, copies)
           /\ elements' = [elements EXCEPT ![i].listeners = @ \ {owner}]
           /\ ReleaseAll(t)
           /\ Return(t)
           /\ UNCHANGED <<workerVars, freeIndices, notices, faultVars>>

(* passive-owner-stops-itself: the idle owner is stopped even if it is the worker that attaches. *)
MustStopAnyOwner(data, w) == data.owner \notin data.listeners

(* select-ignores-passive: select does not attach a passive copy (here: epoll add). *)
WaitSharedSelect(t, w, slot, i, attached) ==
  IF AddsToEpoll(t) /\ copies[w][slot].listen = "passive" THEN WaitUnchecked(w, slot)
  ELSE IF IsRefused(w, slot, attached) THEN UNCHANGED <<copies, elements>>
  ELSE WaitAttached(w, slot, i, "listen")

(* refused-bit-stays: who leaves clears its listener bit only if its copy is attached. *)
ListenersWithoutAttached(data, w, slot) ==
  IF copies[w][slot].listen = "passive" THEN data.listeners ELSE data.listeners \ {w}

(* owner-of-private: a private copy that has become passive looks up its owner in shared data. *)
FaultOfPrivateOwner(t) ==
  IF /\ thread[t].at = "listen: change the private copy" /\ BeginsToWait(t)
     /\ copies[WorkerOf(t)][thread[t].slot].listen = "passive"
    THEN "use of a freed element" ELSE "none"

FaultOwnerOfPrivate(t) == First(UseOfFreed(t), FaultOfPrivateOwner(t))

(* epoll-del-stops-private: removing a private listener from an epoll set stops it. *)
CopyAfterEpollDelStopped(copy) == [copy EXCEPT !.waits = FALSE, !.listen = "passive"]

(***************************************************************************)
(* Defects of the source: locks of tables and sessions                     *)
(***************************************************************************)

(* lock-condition-reevaluated: whether locks are needed depends on the number of threads, and is    *)
(* evaluated again at the release.                                                                  *)
LocksNeededByCount(w) == Cardinality(ThreadsOf(w)) > 1

ReleasedAt(t) ==
  LET at == thread[t].at
      w  == WorkerOf(t)
  IN  CASE at = "open: enter" -> {TableLock(w)}
        [] at \in {"listen: change the private copy", "io: inside"} ->
             {SessionLock(w, thread[t].slot)}
        [] at = "leave: remove the copy" /\ thread[t].op # "cleanup" -> {TableLock(w)}
        [] OTHER -> {}

FaultOfRelease(t) ==
  IF LocksNeeded(WorkerOf(t)) /\ \E l \in ReleasedAt(t) : ~IsHolder(t, l)
    THEN "unlock of a lock that is not held" ELSE "none"

FaultReevaluated(t) == First(UseOfFreed(t), FaultOfRelease(t))

(* thread-count-off-by-one: threads are counted from 0, and locks are taken above 1. *)
LocksNeededOffByOne(w) == Cardinality(ThreadsOf(w)) > 2

(* close-vs-io-lock-order: close locks table and session; I/O releases the table when it has the    *)
(* session (vls_to_sh_tu), and locks the table once more to find the session (vls_get_and_unlock).  *)
FirstStepToCloseLocks(w, i) == "close: lock the session"

IoTableOfSource == <<
  Row("io: lock the session",    "session",   "write", NoNext),
  Row("io: inside",              "own table", "write", NoNext),
  Row("close: lock the session", "session",   "write", NoNext)>>

CloseLockSession(t) ==
  /\ Take(t)
  /\ Go(t, FirstStepToLeave(WorkerOf(t), thread[t].slot))
  /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

IoLockSession(t) ==
  LET w == WorkerOf(t)
      l == SessionLock(w, thread[t].slot)
  IN  /\ LocksNeeded(w) => CanWrite(l)
      /\ lock' = IF LocksNeeded(w)
                   THEN [lock EXCEPT ![TableLock(w)] = Without(@, t), ![l] = WrittenBy(t)]
                   ELSE lock
      /\ Go(t, "io: inside")
      /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

IoInsideLocksTable(t) ==
  /\ LocksNeeded(WorkerOf(t)) => CanRead(TableLock(WorkerOf(t)))
  /\ ReleaseAll(t)
  /\ Return(t)
  /\ UNCHANGED <<workerVars, sessionVars, faultVars>>

(* table-lock-shared-by-processes: one lock in shared memory for the tables of all processes. *)
TableOwnerOfAll(w) == CHOOSE v \in Workers : TRUE

InOwnMemoryButTable(w, l) == l \notin OutsideLocks[w] /\ l # TableLock(w)

(* thread-registered-late: a new thread looks up a session with a worker index that it has not          *)
(* got yet.                                                                                             *)
NewThreadUnknown == [Idle EXCEPT !.at = "new"]

FaultOfNew(t) == IF thread[t].at = "new" THEN "use of an invalid worker index" ELSE "none"

FaultRegisteredLate(t) == First(UseOfFreed(t), FaultOfNew(t))

(***************************************************************************)
(* Measures that are also in the source, or not applicable to it *)
(***************************************************************************)

(* thread-count-read-once: LocksNeededByCount, evaluated once, at the beginning of an operation. *)

(* child-inherits-locks: a child starts with a copy of its parent's locks, some of them held by threads *)
(* that do not exist in the child.                                                                   *)
Inherited(held, c) ==
  [readers |-> {<<c, t[2]>> : t \in held.readers},
   writer  |-> IF held.writer = Nobody THEN Nobody ELSE <<c, held.writer[2]>>]

ReleaseInForkInherited(t, c) ==
  lock' = [l \in Locks |-> IF l = TableLock(c) THEN Inherited(lock[TableLock(WorkerOf(t))], c)
                           ELSE Without(lock[l], t)]

(* element-lock-not-taken; element-unlocked: subscribers are read and written without it, in two     *)
(* steps.                                                                                            *)
ForElementNoLock(i) == NoLock

(* session-lock-not-taken *)
ForSessionNoLock(w, i) == NoLock

LeaveUnsubscribeUnlocked(t) ==
  LET i == LeavingIndex(t)
  IN  IF ~IsSubscribed(Leaver(t), i)
        THEN /\ ReleaseShared(t)
             /\ Go(t, "leave: remove the copy")
             /\ UNCHANGED <<workerVars, sessionVars, faultVars>>
        ELSE /\ Start(t, [at |-> "leave: write back", op |-> thread[t].op, slot |-> thread[t].slot,
                          with |-> thread[t].with, seen |-> elements[i]])
             /\ UNCHANGED <<workerVars, sessionVars, lock, faultVars>>

LeaveWriteBack(t) ==
  LET data == thread[t].seen
      last == Len(data.subscribers) = 1
      next == IF last THEN "leave: write-lock the pool" ELSE "leave: remove the copy"
  IN  /\ IF last THEN UNCHANGED <<elements, notices, copies>>
         ELSE LeaveToOthers(Leaver(t), thread[t].slot, LeavingIndex(t), data)
      /\ ReleaseShared(t)
      /\ Start(t, Frame(thread[t].op, next, thread[t].slot, thread[t].with))
      /\ UNCHANGED <<workerVars, freeIndices, faultVars>>

(* pool-lock-kept-to-upgrade: the last subscriber keeps the read lock of the pool while it wants     *)
(* the write lock.                                                                                   *)
ReleaseToUpgradeNot(t) == UNCHANGED lock

(* no-second-look: OthersSubscribeUnseen, although the element was unlocked before. *)

(***************************************************************************)
(* The steps that are reached only with a defect, and all others. *)
(***************************************************************************)

InsideOfSource(t) ==
  LET at == thread[t].at
      op == thread[t].op
  IN  CASE at = "close: lock the session"     -> CloseLockSession(t)
        [] at = "io: lock the session"        -> IoLockSession(t)
        [] at = "leave: write back"           -> LeaveWriteBack(t)
        [] at = "listen: look at the owner"   -> ListenLookAtOwner(t)
        [] at = "listen: stop the owner"      -> ListenStopOwner(t)
        [] at = "fork: set the flag"          -> ForkSetFlag(t)
        [] at = "share: subscribe the parent" -> ShareSubscribeBoth(t)
        [] op = "be forked" -> StepOfChild(t)
        [] op = "fork"      -> StepOfFork(t)
        [] op \in {"close", "exit", "cleanup"} -> StepOfLeaving(t)
        [] op = "notice"    -> NoticeTake(t)
        [] op = "open"      -> OpenEnter(t)
        [] op = "io"        -> IoInside(t)
        [] OTHER            -> StepOfListening(t)

==============================================================================
