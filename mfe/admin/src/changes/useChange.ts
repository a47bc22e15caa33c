import type { ChangeMove, WholeChange } from '@storeweave/contract'
import { asProblem, toast, translate, uuidv7, type Problem } from '@storeweave/kit'
import { ref, shallowRef, watch } from 'vue'
import { useOne } from '../parts/use-one'
import { changeOf, commentChange, moveChange } from './changes.api'

/** State and verbs of one change request. */
export function useChange(id: () => string) {
  const change = shallowRef<WholeChange>()
  const loaded = useOne((signal) => changeOf(id(), signal), id)
  watch(loaded.value, (now) => (change.value = now))
  const note = ref('')
  const words = ref('')
  const busy = ref<ChangeMove | 'comment' | ''>('')
  const problem = shallowRef<Problem>()
  /** A comment that is sent again after a lost answer is the same comment. */
  let commentId = uuidv7()

  async function act(what: ChangeMove | 'comment', work: () => Promise<WholeChange>): Promise<boolean> {
    busy.value = what
    problem.value = undefined
    try {
      change.value = await work()
      return true
    } catch (thrown) {
      problem.value = asProblem(thrown)
      return false
    } finally {
      busy.value = ''
    }
  }
  async function move(to: ChangeMove): Promise<void> {
    if (await act(to, () => moveChange(id(), { move: to, decisionNote: note.value.trim() })))
      toast(translate(`admin.changes.done.${to}`))
    // somebody else may have been first, or changed the product: show what is there now
    else await loaded.reload()
  }
  async function comment(): Promise<void> {
    const said = words.value.trim()
    if (!said || !(await act('comment', () => commentChange(id(), commentId, said)))) return
    words.value = ''
    commentId = uuidv7()
  }
  return { change, loaded, note, words, busy, problem, move, comment }
}
