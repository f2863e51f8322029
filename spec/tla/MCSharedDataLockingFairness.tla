---------------------- MODULE MCSharedDataLockingFairness ----------------------
(* SharedDataLocking with less fairness than FairSpec has.  Each formula     *)
(* takes one part of it away; somebody can then be starved, so that no part  *)
(* is there for nothing.                                                     *)
EXTENDS MCSharedDataLocking

(* For MustWait: fairness is weak for whoever waits for a lock of one kind. *)
MustWaitButForLife(t) == Wanted(t) # {} /\ LifeLock \notin Wanted(t)

MustWaitButForTable(t) == Wanted(t) # {} /\ Wanted(t) \cap {TableLock(w) : w \in Workers} = {}

MustWaitButForSession(t) ==
  Wanted(t) # {} /\ Wanted(t) \cap {SessionLock(w, i) : w \in Workers, i \in Slots} = {}

MustWaitButForPool(t) == Wanted(t) # {} /\ PoolLock \notin Wanted(t)

MustWaitButForElement(t) == Wanted(t) # {} /\ Wanted(t) \cap {ElementLock(i) : i \in Indices} = {}

(* Whoever lives reads its notices only if it has a thread at rest for ever. *)
WeakNotices ==
  Spec /\ OperationsGoOn /\ DeadAreNoticed /\ \A w \in Workers : WF_vars(ReadsNotices(w))

(* Whoever lives cleans up only if it has a thread at rest for ever. *)
WeakCleanups ==
  Spec /\ OperationsGoOn /\ NoticesAreRead /\ \A w \in Workers : WF_vars(CleansUp(w))

================================================================================
