-------------------- MODULE MCSharedDataLockingBudgetDefects -------------------
(* Seeded defects of SharedDataLocking with a bounded workload. *)
EXTENDS MCSharedDataLockingBudget, MCSharedDataLockingDefects

================================================================================
