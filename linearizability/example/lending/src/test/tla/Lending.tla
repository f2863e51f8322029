------------------------------ MODULE Lending ------------------------------
EXTENDS Integers, FiniteSets
CONSTANTS Readers, Books
VARIABLE holder \* of each book: a reader, or Shelf

Shelf == -1
LoansOf(r) == {b \in Books : holder[b] = r}
MayBorrow(r) == LoansOf(r) = {}
Anybody(r) == TRUE \* a seeded defect

Borrow(r, b) ==
  /\ holder[b] = Shelf
  /\ MayBorrow(r)
  /\ holder' = [holder EXCEPT ![b] = r]

Return(r, b) ==
  /\ holder[b] = r
  /\ holder' = [holder EXCEPT ![b] = Shelf]

Init == holder = [b \in Books |-> Shelf]
Next ==
  \/ \E r \in Readers, b \in Books : Borrow(r, b)
  \/ \E r \in Readers, b \in Books : Return(r, b)
Spec == Init /\ [][Next]_holder

(* A reader has at most one book at a time. *)
OneLoan == \A r \in Readers : Cardinality(LoansOf(r)) <= 1
============================================================================
