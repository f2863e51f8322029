----------------------------- MODULE UndoneChanges -----------------------------
(***************************************************************************)
(* Each change that the recorded runs have forced upon the source as       *)
(* committed, undone: the operator as the specification had it before, or  *)
(* as the hardened protocol has it. In changes.json, with the run that it  *)
(* makes fail.                                                             *)
(***************************************************************************)
EXTENDS TraceCRuns

UndoneRemoved(subscribers, w) ==
  IF w \in Range(subscribers) THEN Removed(subscribers, w) ELSE subscribers

UndoneMustStop(owner, w, listeners) == owner # w /\ owner \notin listeners

UndoneStopsWhose(t) == Leaver(t)

UndoneAllocate(t) ==
  LET i == Head(freeIndices)
      c == WorkerOf(t)
      p == Forker(t)
  IN  /\ elements' = [elements EXCEPT ![i] =
           [session |-> MyCopy(t).id, owner |-> p, subscribers |-> <<>>, listeners |-> {}]]
      /\ freeIndices' = Tail(freeIndices)
      /\ copies' = [copies EXCEPT ![c][thread[t].slot].index = i, ![p][thread[t].slot].index = i]
      /\ lock' = [lock EXCEPT ![ElementLock(i)] = Unlocked]
      /\ thread' = [thread EXCEPT ![t].at = "share: unlock the written pool", ![t].more.index = i]
      /\ UNCHANGED <<workerVars, notices, checked>>

(* The parent is subscribed with the child. *)
UndoneSubscribeParent(t) == Move(t, "share: lock the element")

UndoneSubscribe(t) ==
  ChangeElement(t, MyIndex(t),
    [elements[MyIndex(t)] EXCEPT
       !.subscribers = IF Forker(t) \in Range(@) THEN Append(@, WorkerOf(t))
                       ELSE @ \o <<Forker(t), WorkerOf(t)>>],
    "share: unlock the element")

(* A session that is being closed is not copied. *)
UndoneChildTable(p, seen) ==
  [i \in Slots |->
     IF copies[p][i] = Free THEN Free
     ELSE IF seen[i] \in {"closing", "closed"} THEN Free
     ELSE CopiedLock(p, i, [copies[p][i] EXCEPT !.listen = seen[i], !.waits = FALSE])]

UndoneSkipsSession(copy) == FALSE

UndoneCopiedLock(p, i, copy) == copy

UndoneParentsAtBegin(p, c) == ParentsAfterForkOne(p, c)
UndoneParentsAfterLive(p, c) == parent
UndoneParentsAfterDeath(w) == parent

UndoneLeaveEnd(t) ==
  IF thread[t].op = "close" THEN Move(t, "leave: remove the copy")
  ELSE ChangeCopies(t, [copies EXCEPT ![Leaver(t)][thread[t].slot] = Free],
                    IF thread[t].op = "exit" THEN "exit: next" ELSE "cleanup: next")

(* A refused worker stays passive. *)
UndoneStatesAfterAttach == {"listen", "passive"}

UndoneForSession(w, i) == IF LocksNeeded(w) THEN SessionLockOf(w, i) ELSE NoLock

UndoneClearsBit(copy) == FALSE

(* A cleanup does not ask before it leaves. *)
UndoneCleanupNext(t) ==
  LET left == After(thread[t].slot, {i \in Slots : HasSession(thread[t].with, i)})
  IN  IF left = {} THEN Move(t, "cleanup: free the worker")
      ELSE ToSlot(t, "leave: begin", Lowest(left))

(* The owner is read under the lock of the element. *)
UndoneTakesToListen == <<
  Row("mark: read-lock the pool",    "pool",      "read",  "mark: lock the element"),
  Row("mark: lock the element",      "element",   "write", "mark: write the bit"),
  Row("owner: read-lock the pool",   "pool",      "read",  "owner: lock the element"),
  Row("owner: lock the element",     "element",   "write", "owner: look"),
  Row("active: read-lock the pool",  "pool",      "read",  "active: lock the element"),
  Row("active: lock the element",    "element",   "write", "active: look")>>

(* Each epoll call checks. *)
UndoneEpollLook(t) == Move(t, "epoll: check")

UndoneBitOf(w, slot) == w

UndoneStopsAtNotice(t) == LeaversCopy(t).listen = "closed"
UndoneStopsAtNew(t) == TRUE

UndoneDropped(t, l, mode) == Without(lock[l], t)

UndoneLocksAfterDeath(w) ==
  [l \in Locks |-> IF lock[l] = Unlocked THEN Unlocked ELSE WithoutThreadsOf(w, lock[l])]

UndoneListeners(listeners, w) == listeners \cup {w}

UndoneTableOwner(w) == w

================================================================================
