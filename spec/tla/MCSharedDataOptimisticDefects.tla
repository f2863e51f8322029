--------------------- MODULE MCSharedDataOptimisticDefects ---------------------
(* Seeded defects of SharedDataOptimistic: in its model, each operator       *)
(* replaces one of the design (Right <- Wrong in the .cfg file), and omits   *)
(* one measure. TLC must find every one of them.                             *)
EXTENDS MCSharedDataOptimistic

(* stamp-not-validated: a query does not validate its stamp. *)
IsValidAlways(frame) == TRUE

(* generation-not-compared: a query does not compare the generation. *)
IsCurrentAlways(t) == TRUE

(* published-early: the handle is published before the element is filled in. *)
StepAfterPopPublish == "share: publish"

SharePublishEarly(t) ==
  /\ copies' = [copies EXCEPT ![thread[t].with][thread[t].slot] =
                  Shared(thread[t].session, thread[t].index)]
  /\ Go(t, "share: fill in")
  /\ UNCHANGED <<processVars, elements, stack, connected, holder>>

ShareFillLate(t) ==
  LET i == thread[t].index
  IN  /\ IsFree(ElementLock(i))
      /\ elements' = [elements EXCEPT ![i] = thread[t].counts]
      /\ thread' = StampsVoid([thread EXCEPT ![t] = Idle], i)
      /\ Unlock({LifeLock(thread[t].worker)})
      /\ UNCHANGED <<processVars, copies, stack, connected>>

(* no-version: the word of the stack has no version, and may be the same again (ABA). *)
IsAsSeenByValue(t) == Word = SubSeq(thread[t].seen, 1, 3)

(* life-not-looked-at-again: a query does not check again whether its worker lives. *)
StepAfterValidationAnswer == "ask: answer"

(* life-not-looked-at-while-busy: the life of the worker is checked before the copy is busy. *)
AliveBeforeBusy(t) == TRUE

(* life-not-looked-at-under-lock: the same with the lock of an element. *)
AliveBeforeLock(t) == TRUE

(* no-room-while-releasing: a first share is rejected while an element is being freed. *)
NoneIsReleasedOrSo == stack.releasing = 0 \/ TRUE

(* not-held-in-part: a child becomes live without some sessions, and elements may be freed meanwhile. *)
StackNotHeld == stack

(* hold-not-ended: a thread that holds the stack of free indices does not end the hold. *)
StackHeldForEver == [stack EXCEPT !.held = TRUE]

==============================================================================
