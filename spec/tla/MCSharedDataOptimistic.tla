------------------------ MODULE MCSharedDataOptimistic ------------------------
(* Definitions for checking SharedDataOptimistic with TLC. The bounds of     *)
(* each model are in its .cfg file.                                          *)
EXTENDS SharedDataOptimistic, TLC

(* Workers, threads and sessions are interchangeable, except for Listenable. *)
Symmetry ==
  Permutations(Workers) \cup Permutations(Threads)
  \cup Permutations(Listenable) \cup Permutations(Sessions \ Listenable)

(* One thread does nothing but ask, and the others do not ask: for models   *)
(* in which a query meets all that others do.                               *)
OneThreadAsks ==
  LET asker == CHOOSE t \in Threads : TRUE
  IN  \A t \in Threads : thread'[t].does # "nothing" =>
        ((t = asker) <=> thread'[t].does \in Questions)

(***************************************************************************)
(* Interesting states: each must be reachable in some model. Otherwise the *)
(* properties might hold vacuously.                                        *)
(***************************************************************************)

(* A query has read an element that was locked in the meantime. *)
ReachInvalidStamp == \E t \in Threads : thread[t].at = "ask: validate" /\ ~thread[t].fresh

(* A query has a handle of an earlier generation. *)
ReachVoidHandle == \E t \in Threads : thread[t].at = "ask: read the stamp" /\ ~thread[t].current

(* A first share waits for the release of an index. *)
ReachWaitForRelease ==
  /\ stack.top = NoIndex /\ stack.releasing > 0
  /\ \E t \in Threads : thread[t].at = "share: read the stack"

(* The release of an index waits for the end of the hold. *)
ReachWaitForHold ==
  /\ stack.held
  /\ \E t \in Threads : thread[t].at = "leave: begin to release"

(***************************************************************************)
(* The start of models for the defect of the stack, which is far from      *)
(* Init: two workers are forking, with three sessions to share.            *)
(***************************************************************************)

IsTwoForks(p, q, c, d) ==
  /\ Cardinality({p, q, c, d}) = 4
  /\ life = [w \in Workers |-> IF w \in {p, q} THEN "live" ELSE "forking"]
  /\ parent[p] = NoWorker /\ parent[q] = p /\ parent[c] = p /\ parent[d] = q
  /\ Cardinality(UsedSlots(p)) = 1 /\ Cardinality(UsedSlots(q)) = 2
  /\ UsedSlots(c) = {} /\ UsedSlots(d) = {}

(* Two workers with three sessions to share are forking, before the first share. *)
ReachTwoForksToShare == \E p, q, c, d \in Workers : IsTwoForks(p, q, c, d)

(* Model values have no order; the choice does not matter. *)
Ordered(set) ==
  CHOOSE order \in [1..Cardinality(set) -> set] :
    \A i, j \in DOMAIN order : order[i] = order[j] => i = j

InitTwoForks ==
  LET w == Ordered(Workers)
      s == Ordered(Sessions)
  IN  /\ life = [v \in Workers |-> IF v \in {w[1], w[2]} THEN "live" ELSE "forking"]
      /\ parent = [v \in Workers |-> CASE v = w[1] -> NoWorker
                                        [] v = w[4] -> w[2]
                                        [] OTHER    -> w[1]]
      /\ copies = [v \in Workers |-> CASE v = w[1] -> <<Private(s[1]), Free>>
                                        [] v = w[2] -> <<Private(s[2]), Private(s[3])>>
                                        [] OTHER    -> <<Free, Free>>]
      /\ elements = [i \in Indices |-> Unused]
      /\ stack = [top |-> 1, releasing |-> 0, held |-> FALSE, below |-> <<2, NoIndex>>]
      /\ connected = Sessions
      /\ holder = [l \in Locks |-> Nobody]
      /\ thread = [t \in Threads |-> Idle]
      /\ right = [t \in Threads |-> {}]
      /\ IsTwoForks(w[1], w[2], w[3], w[4])

==============================================================================
