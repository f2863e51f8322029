---------------------- MODULE MCSharedDataLockingFairness ----------------------
(* SharedDataLocking with less fairness than FairSpec. The first formulas    *)
(* contain what one property needs, so it holds with less than FairSpec      *)
(* (and TLC, which handles each combination of strong fairness separately,   *)
(* has less work). Each of the others omits one part; then a thread can      *)
(* starve, which shows that the part is necessary.                           *)
EXTENDS MCSharedDataLocking

(* Sufficient for OperationsReturn and RequestsAreGranted, without reading notices or cleaning *)
(* up.                                                                                    *)
FairOperationsSpec == Spec /\ OperationsGoOn

(* Sufficient for OwnersAreTold. *)
FairNoticesSpec == FairOperationsSpec /\ NoticesAreRead

(* Sufficient for DeadAreCleanedUp. *)
FairCleanupsSpec == FairOperationsSpec /\ DeadAreNoticed

(* For MustWait: fairness is weak for threads that wait for a lock of one kind. *)
MustWaitButForLife(t) == Wanted(t) # {} /\ LifeLock \notin Wanted(t)

MustWaitButForTable(t) == Wanted(t) # {} /\ Wanted(t) \cap {TableLock(w) : w \in Workers} = {}

MustWaitButForSession(t) ==
  Wanted(t) # {} /\ Wanted(t) \cap {SessionLock(w, i) : w \in Workers, i \in Slots} = {}

MustWaitButForPool(t) == Wanted(t) # {} /\ PoolLock \notin Wanted(t)

MustWaitButForElement(t) == Wanted(t) # {} /\ Wanted(t) \cap {ElementLock(i) : i \in Indices} = {}

(* A live worker reads its notices only if it has an idle thread for ever. *)
WeakNotices ==
  Spec /\ OperationsGoOn /\ DeadAreNoticed /\ \A w \in Workers : WF_vars(ReadsNotices(w))

(* A live worker cleans up only if it has an idle thread for ever. *)
WeakCleanups ==
  Spec /\ OperationsGoOn /\ NoticesAreRead /\ \A w \in Workers : WF_vars(CleansUp(w))

================================================================================
