-------------------------------- MODULE Steps --------------------------------
(* Fixture: a counter, with one way for each thing that TLC can object to.    *)
EXTENDS Integers, TLC

CONSTANTS Limit, Mode

ASSUME LimitIsPositive == Limit > 0

VARIABLE n

Init == n \in 0..1
Inc == n < Limit /\ n' = n + 1
Jump(by) == by > 0 /\ n' = n + 2 * by
Check == n = Limit /\ Assert(Mode # "assert", "the limit is reached") /\ n' = 0
Blunder == n = Limit /\ Mode = "blunder" /\ n' = n.field
Next == Inc \/ (\E by \in {1, 2} : Mode = "jump" /\ Jump(by)) \/ (Mode = "assert" /\ Check) \/ Blunder
Spec == Init /\ [][Next]_n

Bounded == n < 20
SmallJumps == n' - n < 4 \/ n = 0
TypeOK == n \in Nat
EvenSteps == [][n' = n + 1 \/ (n' - n) % 2 = 0]_n
InRange == n \in 0..Limit
NotOne == n # 1
OddStays == [](n % 2 = 1)
==============================================================================
