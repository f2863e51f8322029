/**
 * The design whose queries take no lock, and whose changes of different sessions have none in
 * common.
 *
 * <h2>Where everything is</h2>
 *
 * <p>A worker's copy of a session is one word: private, with how the worker stands to VPP, or
 * shared, with the handle of its shared data; or busy, or gone. A handle is the index of an element
 * and a generation, which increases when the element is freed: so an index may be used again at
 * once. All that a shared session is, is in its element.
 *
 * <h2>Locks, and their order</h2>
 *
 * <ol>
 *   <li>the table lock of a worker (only if workers have several threads): who opens, closes,
 *       begins a fork, exits, or cleans up as this worker;
 *   <li>the life lock of a worker: who shares a session with it while it is being forked, completes
 *       its fork, kills it, or cleans it up;
 *   <li>a copy that is busy;
 *   <li>the write lock of an element;
 *   <li>the stack of free indices while an index is released, or held.
 * </ol>
 *
 * <p>Nobody takes two locks of the same kind, and so nobody waits in a circle. Queries take none.
 * They, and what one thread of a worker does to a session while another one does too, wait for what
 * is busy or locked, which is never held for longer than a call of the transport.
 *
 * <h2>Why each operation is one step</h2>
 *
 * <p>Where an operation changes several things that others can see one by one, those who could tell
 * the difference wait until all of it is done:
 *
 * <ul>
 *   <li>open and close of a private session: the transport, and the copy. The copy is busy.
 *   <li>the first share: the free indices, and the parent's copy. The copy is busy.
 *   <li>the last one leaves: the transport, the free indices, and the element. The element is
 *       locked, and nobody is told that no index is free while one is being released.
 *   <li>a child becomes live without some sessions, since no index is free: nothing is released
 *       meanwhile.
 * </ul>
 *
 * <p>Everything else is one write of a worker's life, or a change of one element under its lock. A
 * worker's life only ever goes on, and its object is never used for another worker. So an operation
 * that finds the worker live before and after it has looked at something knows that it was live
 * when it looked; and one that changes an element takes effect when, with the element locked, it
 * finds the worker live.
 */
package org.vlsverify.sessions.design.optimistic;
