------------------------------- MODULE Lending -------------------------------
(* Fixture: readers borrow books and wait for them in a queue.  Small, and   *)
(* with every kind of value: model values, records, functions, sequences,    *)
(* sets, strings, integers.                                                  *)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS Readers, Books, Shelf, Defect

VARIABLES
  holder,   \* book |-> who has it, or Shelf
  waiting,  \* book |-> readers in the order of their requests
  card      \* reader |-> its library card

vars == <<holder, waiting, card>>
Symmetry == Permutations(Readers) \cup Permutations(Books)

Range(sequence) == {sequence[i] : i \in DOMAIN sequence}

(* Every variable has a value of its type. *)
TypeOK ==
  /\ holder \in [Books -> Readers \cup {Shelf}]
  /\ \A b \in Books : waiting[b] \in Seq(Readers)
  /\ card \in [Readers -> [loans : SUBSET Books, state : {"good", "full"}]]

Init ==
  /\ holder = [b \in Books |-> Shelf]
  /\ waiting = [b \in Books |-> <<>>]
  /\ card = [r \in Readers |-> [loans |-> {}, state |-> "good"]]

Give(r, b, c) == [c EXCEPT ![r] = [loans |-> @.loans \cup {b}, state |-> "full"]]
Take(r, b, c) == [c EXCEPT ![r] = [loans |-> @.loans \ {b}, state |-> "good"]]

Borrow(r, b) ==
  /\ holder[b] = Shelf
  /\ card[r].state = "good" \/ Defect = "limitless"
  /\ holder' = [holder EXCEPT ![b] = r]
  /\ card' = Give(r, b, card)
  /\ UNCHANGED waiting

Request(r, b) ==
  /\ holder[b] \notin {Shelf, r}
  /\ card[r].state = "good"
  /\ r \notin Range(waiting[b])
  /\ waiting' = [waiting EXCEPT ![b] = Append(@, r)]
  /\ UNCHANGED <<holder, card>>

(* The book goes to the reader that waits longest. *)
Return(r, b) ==
  /\ holder[b] = r
  /\ IF waiting[b] = <<>>
       THEN /\ holder' = [holder EXCEPT ![b] = Shelf]
            /\ card' = Take(r, b, card)
            /\ UNCHANGED waiting
       ELSE LET next == IF Defect = "queue-jump"
                          THEN waiting[b][Len(waiting[b])]
                          ELSE waiting[b][1]
            IN  /\ holder' = [holder EXCEPT ![b] = next]
                /\ waiting' = [waiting EXCEPT ![b] = SelectSeq(@, LAMBDA x : x # next)]
                /\ card' = Give(next, b, Take(r, b, card))

Next ==
  \/ \E r \in Readers, b \in Books : Borrow(r, b)
  \/ \E r \in Readers, b \in Books : Request(r, b)
  \/ \E r \in Readers, b \in Books : Return(r, b)

Spec == Init /\ [][Next]_vars
Fairness == \A b \in Books : WF_vars(\E r \in Readers : Return(r, b))
FairSpec == Spec /\ Fairness

(* The outcome of a request for a book. *)
Answer(r, b) ==
  IF holder[b] = r THEN "yours" ELSE IF holder[b] = Shelf THEN "free" ELSE "lent"
Queue(b) == [length |-> Len(waiting[b]), readers |-> Range(waiting[b])]
Loans == Readers \X Books
Room == 0
BiggerRoom == 2
Lent == {b \in Books : holder[b] # Shelf}
ReachNoBook == Books = {}

(* A reader has at most one book at a time. *)
OneLoan == \A r \in Readers : Cardinality(card[r].loans) <= 1

(* The book goes to the first in the queue. Nobody jumps it. *)
FirstComeFirstServed ==
  [][\A b \in Books : holder'[b] # holder[b] /\ waiting[b] # <<>>
       => holder'[b] = Head(waiting[b])]_vars

NothingIsTaken == [][\A b \in Books : holder[b] # Shelf \/ holder'[b] = Shelf]_vars

(* All books are there at first, and stay. *)
LibraryIsClosed ==
  /\ holder = [b \in Books |-> Shelf]
  /\ [][\A b \in Books : holder'[b] = holder[b]]_vars

(* Whoever waits for a book gets it. *)
Served == \A r \in Readers, b \in Books : (r \in Range(waiting[b])) ~> (holder[b] = r)
AlwaysBack == \A b \in Books : [](<>(holder[b] = Shelf))
OftenLent == []<>(Lent # {})
==============================================================================
