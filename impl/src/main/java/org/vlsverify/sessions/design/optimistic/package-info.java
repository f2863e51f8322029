/**
 * The design whose queries take no lock, and whose changes of different sessions have no lock in
 * common.
 *
 * <h2>Data</h2>
 *
 * <p>A worker's copy of a session is one word: private, with the listening state, or shared, with
 * the handle of its shared data; or busy, or gone. A handle is the index of an element and a
 * generation, which increases when the element is freed: so an index may be reused at once. The
 * whole state of a shared session is in its element.
 *
 * <h2>Locks, and their order</h2>
 *
 * <ol>
 *   <li>the table lock of a worker (only if workers have several threads): taken to open, close,
 *       begin a fork, exit, or clean up as this worker;
 *   <li>the life lock of a worker: taken to share a session with it while it is being forked, to
 *       complete its fork, to kill it, or to clean it up;
 *   <li>a copy that is busy;
 *   <li>the write lock of an element;
 *   <li>the stack of free indices while an index is released, or held.
 * </ol>
 *
 * <p>No thread takes two locks of the same kind, so there is no circular wait. Queries take no
 * lock. They, and operations of two threads of a worker on one session, wait for a busy copy or a
 * locked element, which is never held for longer than a call of the transport.
 *
 * <h2>Why each operation is one step</h2>
 *
 * <p>If an operation has several effects that other threads could see one by one, those threads
 * wait until it is done:
 *
 * <ul>
 *   <li>open and close of a private session: the transport, and the copy. The copy is busy.
 *   <li>the first share: the free indices, and the parent's copy. The copy is busy.
 *   <li>the last subscriber leaves: the transport, the free indices, and the element. The element
 *       is locked, and no thread gets the answer that no index is free while one is being released.
 *   <li>a child becomes live without some sessions, since no index is free: nothing is released
 *       meanwhile.
 * </ul>
 *
 * <p>Everything else is one write of a worker's life, or a change of one element under its lock. A
 * worker's life never goes back, and its object is never used for another worker. So an operation
 * that finds the worker live before and after a read knows that it was live at the read; and a
 * change of an element takes effect when, with the element locked, the operation finds the worker
 * live.
 */
package org.vlsverify.sessions.design.optimistic;
