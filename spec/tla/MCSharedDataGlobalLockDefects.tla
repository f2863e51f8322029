--------------------- MODULE MCSharedDataGlobalLockDefects ---------------------
(* Seeded defects of SharedDataGlobalLock: each operator replaces one of the *)
(* design in a model whose .cfg file says so (Right <- Wrong), and leaves     *)
(* out one measure.  TLC must find every one of them.                        *)
EXTENDS MCSharedDataGlobalLock

(* writer-ignores-readers: who changes something does not wait until nobody reads. *)
BlocksChangeWriterOnly == {writer} \ {Nobody}

LockToChangeAtOnce(t) ==
  /\ writer = Nobody
  /\ readers = {} \/ TRUE
  /\ writer' = t
  /\ UNCHANGED readers

(* change-as-reader: who changes something takes the lock as one of several readers. *)
LockToChangeAsReader(t) ==
  /\ BlocksChange = {}
  /\ readers' = readers \cup {t}
  /\ UNCHANGED writer

(* question-without-lock: who asks for the owner does not take the lock. *)
BlocksQueryNobody == {}

LockToAskNot(t) == UNCHANGED readers

(* lock-not-released: who has changed something does not release the lock. *)
WriterAfterStays(t) == writer

(* reader-takes-over: who asks for the owner, and finds it dead, becomes the owner. *)
SharedAfterTakeover(t) ==
  IF Answer(t) # NoWorker /\ life[Answer(t)] = "dead"
    THEN [shared EXCEPT ![Asked(t)].owner = Asker(t)]
    ELSE shared

==============================================================================
