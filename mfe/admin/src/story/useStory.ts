import type {
  StoryBlock,
  Presentation,
  Seo,
  SetPresentation,
  ShownBlock,
  ShownModel,
  ShownVideo,
} from '@storeweave/contract'
import { asProblem, toast, translate, type Problem } from '@storeweave/kit'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { useOne } from '../parts/use-one'
import { coverOf } from './film'
import { keepPicture, keepPublic, presentationOf, setPresentation } from './story.api'

type Language = 'zh' | 'en'
interface Draft {
  story: Record<Language, StoryBlock[]>
  seo: Seo
  video: ShownVideo | null
  model: ShownModel | null
}

/** A shown story as it is written. */
export const writtenOf = (story: readonly ShownBlock[]): StoryBlock[] =>
  story.map((block) => {
    if (block.kind === 'picture')
      return { kind: 'picture', mediaId: block.picture.id, caption: block.caption }
    if (block.kind === 'video') return { kind: 'video', mediaId: block.video.id, caption: block.caption }
    return block
  })
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const draftOf = ({ story, seo, video, model }: Presentation): Draft =>
  copy({ story: { zh: writtenOf(story.zh), en: writtenOf(story.en) }, seo, video, model })
const nothing = { zh: '', en: '' }

/** State and verbs of how a product shows itself; saved by itself. */
export function useStory(productId: () => string) {
  const read = useOne((signal) => presentationOf(productId(), signal), productId)
  const draft = reactive<Draft>({
    story: { zh: [], en: [] },
    seo: { title: { ...nothing }, description: { ...nothing }, words: { ...nothing } },
    video: null,
    model: null,
  })
  const clean = ref('')
  const busy = ref(false)
  const keeping = ref(false)
  const problem = shallowRef<Problem>()
  /** Counts what was read: the editors begin anew with each. */
  const turn = ref(0)
  const shown = computed(() => read.value.value)
  watch(read.value, (now) => now && start(now))

  function start(now: Presentation): void {
    Object.assign(draft, draftOf(now))
    clean.value = JSON.stringify(draft)
    problem.value = undefined
    turn.value++
  }
  async function save(): Promise<void> {
    busy.value = true
    problem.value = undefined
    try {
      const { story, seo, video, model } = copy(draft)
      const body: SetPresentation = {
        story,
        seo,
        videoId: video?.id ?? null,
        modelId: model?.id ?? null,
        version: read.value.value!.version,
      }
      read.value.value = await setPresentation(productId(), body)
      toast(translate('admin.saved'))
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
    busy.value = false
  }
  /** Keeps a video or a model for everybody and puts it on the page. */
  async function keep(file: File, name: string): Promise<void> {
    keeping.value = true
    try {
      if (/\.glb$/i.test(file.name)) {
        const { id, url } = await keepPublic(new Blob([file], { type: 'model/gltf-binary' }), file.name)
        draft.model = { id, url }
      } else {
        const cover = await keepPicture(await coverOf(file), name)
        const { id, url, type } = await keepPublic(file, file.name, cover.id)
        draft.video = { id, url, type, poster: cover }
      }
    } catch (thrown) {
      toast(`${file.name}: ${asProblem(thrown).text}`, { tone: 'bad' })
    }
    keeping.value = false
  }
  return {
    read,
    shown,
    draft,
    turn,
    busy,
    keeping,
    problem,
    dirty: computed(() => clean.value !== '' && JSON.stringify(draft) !== clean.value),
    save,
    keep,
    /** Drops what was edited and shows what is on the server now. */
    startOver: () => read.reload(),
  }
}
