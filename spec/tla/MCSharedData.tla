----------------------------- MODULE MCSharedData -----------------------------
(* Definitions for checking SharedData with TLC. The bounds of each model    *)
(* are in its .cfg file.                                                     *)
EXTENDS SharedData, TLC

(* Workers and sessions are interchangeable, except for Listenable. *)
Symmetry ==
  Permutations(Workers) \cup Permutations(Listenable) \cup Permutations(Sessions \ Listenable)

(***************************************************************************)
(* Interesting states: each must be reachable in some model. Otherwise the *)
(* properties of SharedData might hold vacuously.                          *)
(***************************************************************************)

(* A worker owns a session before its fork is complete. *)
ReachHalfForkedOwner == \E s \in Sessions : IsShared(s) /\ life[shared[s].owner] = "forking"

(* Shared data has a single subscriber left. *)
ReachSoleSubscriber == \E s \in Sessions : IsShared(s) /\ Len(shared[s].subscribers) = 1

(* All workers subscribe to one session. *)
ReachAllSubscribe == \E s \in Sessions : Subscribers(s) = Workers

(* The owner was stopped: it does not accept, and another worker does. *)
ReachStoppedOwner ==
  \E s \in Sessions :
    /\ IsShared(s) /\ shared[s].listeners # {}
    /\ Copy(shared[s].owner, s).listen = "passive"

(* Two workers accept on one session. *)
ReachTwoListeners == \E s \in Sessions : IsShared(s) /\ Cardinality(shared[s].listeners) = 2

(* A listener has a subscriber, and no attached worker. *)
ReachAllPassive ==
  \E s \in Sessions : IsShared(s) /\ \A w \in Subscribers(s) : Copy(w, s).listen = "passive"

(* A notice is unread. *)
ReachNotice == \E w \in Workers, s \in Sessions : notices[w][s] > 0

(* The owner is dead. *)
ReachDeadOwner == \E s \in Sessions : IsShared(s) /\ life[shared[s].owner] = "dead"

(* A dead worker has no parent. *)
ReachDeadOrphan == \E w \in Workers : life[w] = "dead" /\ parent[w] = NoWorker /\ SomebodyLives

(* A parent died while its child is forking. *)
ReachParentDiesInFork == \E w \in Workers : life[w] = "dead" /\ ForkInProgress(w)

(* A child was killed before its fork was complete, and has sessions. *)
ReachHalfForkedDead ==
  \E w, c \in Workers :
    life[c] = "dead" /\ parent[c] = w /\ UsedSlots(c) # {} /\ UsedSlots(w) \ UsedSlots(c) # {}

(* Two workers are forking at the same time. *)
ReachTwoForks == Cardinality({w \in Workers : life[w] = "forking"}) = 2

(* Two sessions have shared data, with different owners. *)
ReachTwoOwners ==
  \E s, t \in Sessions : IsShared(s) /\ IsShared(t) /\ shared[s].owner # shared[t].owner

(* The pool of shared data is full, and a fork needs one more element. *)
ReachSharedExhausted == \E c \in Workers : ForkShareNextResult(c) = "no-capacity"

(* A child lives without some of its parent's sessions. *)
ReachForkInPart == \E c \in Workers : ForkCompleteResult(c) = "forked-in-part"

=============================================================================
