-------------------------------- MODULE Values --------------------------------
(* Fixture: a state with one variable for each kind of value, and operators  *)
(* that give and take values.                                                *)
EXTENDS Integers, Sequences, TLC

CONSTANTS Thing, Other

VARIABLES bool, int, string, model, tuple, set, record, function, interval, powerset, lambda

Init ==
  /\ bool = TRUE
  /\ int = -3
  /\ string = "a \"b\" \\ c"
  /\ model = Thing
  /\ tuple = <<1, <<>>, "x">>
  /\ set = {3, 1, 2, 1}
  /\ record = [size |-> 2, kind |-> Thing]
  /\ function = (Thing :> 1 @@ Other :> 2)
  /\ interval = 2..4
  /\ powerset = SUBSET {1, 2}
  /\ lambda = [x \in 1..3 |-> x * x]

vars == <<bool, int, string, model, tuple, set, record, function, interval, powerset, lambda>>

Next == UNCHANGED vars
Spec == Init /\ [][Next]_vars

Identity(x) == x
Both(x, y) == <<x, y>>
ThingIsModel == model = Thing
NoValue == record.missing
OfThing(f) == f[Thing]
Impossible == int = 0
==============================================================================
