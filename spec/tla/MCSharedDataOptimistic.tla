------------------------ MODULE MCSharedDataOptimistic ------------------------
(* What TLC needs to check SharedDataOptimistic, and the specification does  *)
(* not.  The bounds of each model are in its .cfg file.                      *)
EXTENDS SharedDataOptimistic, TLC

(* Neither workers nor threads nor sessions have an order: only what may listen counts. *)
Symmetry ==
  Permutations(Workers) \cup Permutations(Threads)
  \cup Permutations(Listenable) \cup Permutations(Sessions \ Listenable)

(***************************************************************************)
(* Interesting states: each must be reachable in some model, or else the   *)
(* properties would hold for lack of occasions.                            *)
(***************************************************************************)

(* A query has read an element that was locked meanwhile. *)
ReachInvalidStamp == \E t \in Threads : thread[t].at = "ask: validate" /\ ~thread[t].fresh

(* A query holds a handle whose generation is over. *)
ReachVoidHandle == \E t \in Threads : thread[t].at = "ask: read the stamp" /\ ~thread[t].current

(* A first share has to wait until an index is released. *)
ReachWaitForRelease ==
  /\ stack.top = NoIndex /\ stack.releasing > 0
  /\ \E t \in Threads : thread[t].at = "share: read the stack"

(* Who wants to release an index has to wait until the hold ends. *)
ReachWaitForHold ==
  /\ stack.held
  /\ \E t \in Threads : thread[t].at = "leave: begin to release"

(***************************************************************************)
(* Where the defect of the stack begins, since it is far from the start:   *)
(* two workers are being forked, with three sessions to share.             *)
(***************************************************************************)

IsTwoForks(p, q, c, d) ==
  /\ Cardinality({p, q, c, d}) = 4
  /\ life = [w \in Workers |-> IF w \in {p, q} THEN "live" ELSE "forking"]
  /\ parent[p] = NoWorker /\ parent[q] = p /\ parent[c] = p /\ parent[d] = q
  /\ Cardinality(UsedSlots(p)) = 1 /\ Cardinality(UsedSlots(q)) = 2
  /\ UsedSlots(c) = {} /\ UsedSlots(d) = {}

(* Two workers are being forked that have three sessions to share, and no step of that is done. *)
ReachTwoForksToShare == \E p, q, c, d \in Workers : IsTwoForks(p, q, c, d)

(* Model values have no order; it does not matter which is which. *)
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
