--------------------- MODULE MCSharedDataLockingLongDefects --------------------
(* Seeded defects of SharedDataLocking in long behaviours. *)
EXTENDS MCSharedDataLockingLong, MCSharedDataLockingDefects

================================================================================
