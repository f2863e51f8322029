-------------------------- MODULE MCSharedDataDefects --------------------------
(* Seeded defects: in its model, each operator replaces one of SharedData    *)
(* (Right <- Wrong in the .cfg file). TLC must find every one of them;       *)
(* otherwise the property for it has no force.                               *)
EXTENDS MCSharedData

(* The owner leaves and remains the owner. *)
OwnerAfterUnchanged(owner, w, rest) == owner

(* The last subscriber inherits, not the first. *)
OwnerAfterLast(owner, w, rest) == IF owner = w THEN rest[Len(rest)] ELSE owner

(* In the source, thread-registered-late: an index of no worker is used. *)
OwnerAfterInvalid(owner, w, rest) == IF owner = w THEN NoWorker ELSE owner

(* The subscribers behind w move up, as in a queue. *)
RemovedInOrder(subscribers, w) == SelectSeq(subscribers, LAMBDA v : v # w)

(* Always the first subscriber is removed: position 0 is taken for "not     *)
(* found" and vice versa.                                                   *)
RemovedFirst(subscribers, w) == Tail(subscribers)

(* The owner changes without a notice. *)
NoticesAfterNone(w, s, data) == [notices EXCEPT ![w][s] = 0]

(* A new owner gets two notices. *)
NoticesAfterTwo(w, s, data) ==
  LET withoutMine == [notices EXCEPT ![w][s] = 0]
  IN  IF data # NotShared /\ data.owner # shared[s].owner
        THEN [withoutMine EXCEPT ![data.owner][s] = @ + 2]
        ELSE withoutMine

(* The first remaining subscriber is notified even if it is not a new owner. *)
NoticesAfterAlways(w, s, data) ==
  LET withoutMine == [notices EXCEPT ![w][s] = 0]
  IN  IF data # NotShared THEN [withoutMine EXCEPT ![data.owner][s] = @ + 1] ELSE withoutMine

(* In the source, listener-bit-lost: the result of setting the listener's bit is dropped. *)
ListenersWithNone(listeners, w) == listeners

(* In the source, listener-marked-before-listen: the bit is set whatever VPP replies. *)
AcceptMarkedBeforeListen(w, s, attached) ==
  /\ AcceptResult(w, s, TRUE) = "accepting"
  /\ ~Copy(w, s).waits
  /\ IF attached \/ Copy(w, s).listen = "listen"
       THEN Wait(w, s)
       ELSE /\ IsShared(s)
            /\ shared' = [shared EXCEPT ![s].listeners = @ \cup {w}]
            /\ UNCHANGED <<life, parent, pool, notices>>

(* Any owner is stopped as soon as another worker accepts. *)
MustStopAlways(owner, w, listeners) == owner # w

(* The parent forgets to subscribe itself at the first share. *)
FirstSharedWithoutParent(p, c, copy) ==
  [owner |-> p, subscribers |-> <<c>>, listeners |-> IF copy.waits THEN {p} ELSE {}]

(* The child gets a copy without a subscription. *)
FirstSharedWithoutChild(p, c, copy) ==
  [owner |-> p, subscribers |-> <<p>>, listeners |-> IF copy.waits THEN {p} ELSE {}]

(* The child is subscribed twice. *)
FirstSharedTwice(p, c, copy) ==
  [owner |-> p, subscribers |-> <<p, c, c>>, listeners |-> IF copy.waits THEN {p} ELSE {}]

(* The child gets a copy, and the session stays private. *)
ForkShareNextCopiesOnly(c) ==
  /\ ForkShareNextResult(c) \in {"subscribed", "first-shared"}
  /\ pool' = [pool EXCEPT ![c][Lowest(SlotsToShare(c))] = ChildCopy(NextToShare(c))]
  /\ UNCHANGED <<life, parent, shared, notices>>

(* The child lives before it has all sessions. *)
ForkCompleteResultTooEarly(c) == IF life[c] # "forking" THEN "not-forking" ELSE "forked"

(* The pool of shared data has no limit. *)
NoElementForNever(s) == FALSE

(* A worker may open a session it already has. *)
OpenResultAgain(w, s) ==
  IF NoChangeOfPool(w) # "none" THEN NoChangeOfPool(w)
  ELSE IF FreeSlots(w) = {} THEN "no-capacity"
  ELSE IF Holders(s) \ {w} # {} THEN "session-exists"
  ELSE "opened"

(* In the source: a worker also stops a listener that only it has. *)
EpollDelStopsPrivate(w, s) ==
  /\ EpollDelResult(w, s) = "removed"
  /\ pool' = [pool EXCEPT ![w][SlotOf(w, s)] = [id |-> s, listen |-> "passive", waits |-> FALSE]]
  /\ shared' = IF IsShared(s) THEN [shared EXCEPT ![s].listeners = @ \ {w}] ELSE shared
  /\ UNCHANGED <<life, parent, notices>>

(* A worker that accepts stops all that do not, owner or not. *)
WaitStopsAllIdle(w, s) ==
  LET idle == {v \in Subscribers(s) \ {w} : ~Copy(v, s).waits}
  IN  /\ pool' = [v \in Workers |->
                    IF v = w
                      THEN [pool[v] EXCEPT ![SlotOf(v, s)] =
                              [id |-> s, listen |-> "listen", waits |-> TRUE]]
                    ELSE IF v \in idle
                      THEN [pool[v] EXCEPT ![SlotOf(v, s)] = Stopped(@)]
                    ELSE pool[v]]
      /\ shared' = IF IsShared(s)
                     THEN [shared EXCEPT ![s].listeners = ListenersWith(@, w)]
                     ELSE shared
      /\ UNCHANGED <<life, parent, notices>>

(* The child owns a session at its first share. *)
FirstSharedOwnedByChild(p, c, copy) ==
  [owner |-> c, subscribers |-> <<c, p>>, listeners |-> IF copy.waits THEN {p} ELSE {}]

(* The parent's interest in connections from before the fork is lost. *)
FirstSharedWithoutInterest(p, c, copy) ==
  [owner |-> p, subscribers |-> <<p, c>>, listeners |-> {}]

(* The child's copy is attached, like its parent's. *)
ChildCopyListens(copy) == [copy EXCEPT !.waits = FALSE]

(* The last subscriber leaves the shared data allocated. (No subscriber is left to be the owner.) *)
SharedAfterLeak(data, w) ==
  LET rest == Removed(data.subscribers, w)
  IN  [owner       |-> IF rest = <<>> THEN data.owner ELSE OwnerAfter(data.owner, w, rest),
       subscribers |-> rest,
       listeners   |-> data.listeners \ {w}]

(* The shared data is freed while one subscriber is left. *)
SharedAfterTooEarly(data, w) ==
  LET rest == Removed(data.subscribers, w)
  IN  IF Len(rest) <= 1 THEN NotShared
      ELSE [owner       |-> OwnerAfter(data.owner, w, rest),
            subscribers |-> rest,
            listeners   |-> data.listeners \ {w}]

(* When any subscriber leaves, the others change places, and the first of them becomes the owner. *)
SharedAfterReplaced(data, w) ==
  LET rest == Removed(data.subscribers, w)
      n    == Len(rest)
      turned == [i \in 1..n |-> rest[n + 1 - i]]
  IN  IF rest = <<>> THEN NotShared
      ELSE [owner |-> turned[1], subscribers |-> turned, listeners |-> data.listeners \ {w}]

(* A listener that leaves keeps its bit. *)
SharedAfterListenerStays(data, w) ==
  LET rest == Removed(data.subscribers, w)
  IN  IF rest = <<>> THEN NotShared
      ELSE [owner       |-> OwnerAfter(data.owner, w, rest),
            subscribers |-> rest,
            listeners   |-> data.listeners]

(* In the source, fork-races-close: a sibling thread may close while the worker forks. *)
NoChangeOfPoolNever(w) == IF ~Live(w) THEN "worker-not-live" ELSE "none"

(* In the source, cleanup-reads-parents-table: the parent looks for the      *)
(* sessions of the dead child in its own table, and takes them for done.     *)
CleanupCompleteBlind(w, c) ==
  /\ NoCleanup(w, c) = "none"
  /\ Retire(c)

(* In the source, second-fork-forgets-first-child: a parent knows only its last child. *)
ForkBeginForgets(p, c) ==
  /\ ForkBeginResult(p, c) = "fork-begun"
  /\ life' = [life EXCEPT ![c] = "forking"]
  /\ parent' = [v \in Workers |-> IF v = c THEN p
                                  ELSE IF parent[v] = p THEN c
                                  ELSE parent[v]]
  /\ UNCHANGED <<pool, shared, notices>>

(* In the source, exit-unshares-private: an exit unshares every session; a   *)
(* private one has no subscription, and stays.                               *)
ExitCompleteWithPrivate(w) ==
  /\ NoChangeOfPool(w) = "none"
  /\ \A i \in UsedSlots(w) : ~IsShared(pool[w][i].id)
  /\ Retire(w)

(* Notices need not be read. *)
FairnessWithoutAcknowledge ==
  \A w \in Workers :
    /\ WF_vars(ForkShareNext(w) \/ ForkComplete(w))
    /\ WF_vars(\E v \in Workers : CleanupLeaveNext(v, w) \/ CleanupComplete(v, w))

(* A fork may stop half done. *)
FairnessWithoutFork ==
  /\ \A w \in Workers :
       WF_vars(\E v \in Workers : CleanupLeaveNext(v, w) \/ CleanupComplete(v, w))
  /\ \A w \in Workers, s \in Sessions : WF_vars(Acknowledge(w, s))

(* Only the parent itself cleans up; orphans are not adopted. *)
MayCleanUpOwnOnly(w, c) == parent[c] = w

=============================================================================
