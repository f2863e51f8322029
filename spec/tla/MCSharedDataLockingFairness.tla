---------------------- MODULE MCSharedDataLockingFairness ----------------------
(* SharedDataLocking with less fairness than FairSpec has.  The first        *)
(* formulas leave what a property needs, so that it holds with less than     *)
(* FairSpec (and TLC, which looks at each combination of strong fairness by  *)
(* itself, has less to look at).  Each of the others takes one part away;    *)
(* somebody can then be starved, so that no part is there for nothing.       *)
EXTENDS MCSharedDataLocking

(* Enough for OperationsReturn and RequestsAreGranted: nobody has to read or to clean up. *)
FairOperationsSpec == Spec /\ OperationsGoOn

(* Enough for OwnersAreTold. *)
FairNoticesSpec == FairOperationsSpec /\ NoticesAreRead

(* Enough for DeadAreCleanedUp. *)
FairCleanupsSpec == FairOperationsSpec /\ DeadAreNoticed

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
