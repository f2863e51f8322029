--------------------- MODULE MCSharedDataGlobalLockDefects ---------------------
(* Seeded defects of SharedDataGlobalLock: in its model, each operator       *)
(* replaces one of the design (Right <- Wrong in the .cfg file), and omits   *)
(* one measure. TLC must find every one of them.                             *)
EXTENDS MCSharedDataGlobalLock

(* writer-ignores-readers: a writer does not wait for the readers. *)
BlocksChangeWriterOnly == {writer} \ {Nobody}

LockToChangeAtOnce(t) ==
  /\ writer = Nobody
  /\ readers = {} \/ TRUE
  /\ writer' = t
  /\ UNCHANGED readers

(* change-as-reader: a change takes the lock as one of several readers. *)
LockToChangeAsReader(t) ==
  /\ BlocksChange = {}
  /\ readers' = readers \cup {t}
  /\ UNCHANGED writer

(* question-without-lock: a query for the owner does not take the lock. *)
BlocksQueryNobody == {}

LockToAskNot(t) == UNCHANGED readers

(* lock-not-released: a writer does not release the lock. *)
WriterAfterStays(t) == writer

(* reader-takes-over: a query that finds the owner dead makes its worker the owner. *)
SharedAfterTakeover(t) ==
  IF Answer(t) # NoWorker /\ life[Answer(t)] = "dead"
    THEN [shared EXCEPT ![Asked(t)].owner = Asker(t)]
    ELSE shared

==============================================================================
