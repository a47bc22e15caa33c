import {
  Box3,
  PerspectiveCamera,
  PMREMGenerator,
  Scene,
  TextureLoader,
  Vector3,
  WebGLRenderer,
  type Object3D,
} from 'three'
import { OrbitControls } from 'three/addons/controls/OrbitControls.js'
import { RoomEnvironment } from 'three/addons/environments/RoomEnvironment.js'
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js'

const RATIO_MAX = 2

/**
 * Textures inside a model are read by pictures: three.js would fetch them as blobs, which the pages' policy
 * (`connect-src 'self'`) forbids.
 */
const loaderOf = (): GLTFLoader =>
  new GLTFLoader().register((parser) => {
    Object.assign(parser, { textureLoader: new TextureLoader(parser.options.manager) })
    return { name: 'storeweave-pictures' }
  })

/** Draws a model in an element, to be turned and zoomed. Gives back what ends it; throws when it can't be shown. */
export async function showModel(holder: HTMLElement, url: string): Promise<() => void> {
  const renderer = new WebGLRenderer({ antialias: true, alpha: true })
  try {
    const { scene: model } = await loaderOf().loadAsync(url)
    return watch(holder, renderer, model)
  } catch (error) {
    renderer.dispose()
    throw error
  }
}

function watch(holder: HTMLElement, renderer: WebGLRenderer, model: Object3D): () => void {
  const scene = new Scene()
  const light = new PMREMGenerator(renderer).fromScene(new RoomEnvironment(), 0.04).texture
  scene.environment = light
  scene.add(model)
  const box = new Box3().setFromObject(model)
  const [centre, size] = [box.getCenter(new Vector3()), box.getSize(new Vector3()).length() || 1]
  const camera = new PerspectiveCamera(40, 1, size / 100, size * 20)
  camera.position.copy(centre).add(new Vector3(0.6, 0.4, 1).normalize().multiplyScalar(size * 1.5))
  const controls = new OrbitControls(camera, renderer.domElement)
  controls.target.copy(centre)
  controls.enablePan = false
  controls.minDistance = size / 2
  controls.maxDistance = size * 6
  // nothing moves by itself: a frame is drawn when something has changed
  const draw = () => void renderer.render(scene, camera)
  controls.addEventListener('change', draw)
  const fit = () => {
    const { clientWidth: width, clientHeight: height } = holder
    if (!width || !height) return
    renderer.setPixelRatio(Math.min(RATIO_MAX, devicePixelRatio))
    renderer.setSize(width, height)
    camera.aspect = width / height
    camera.updateProjectionMatrix()
    draw()
  }
  const sizes = new ResizeObserver(fit)
  sizes.observe(holder)
  holder.append(renderer.domElement)
  controls.update()
  fit()
  return () => {
    sizes.disconnect()
    controls.dispose()
    light.dispose()
    renderer.domElement.remove()
    renderer.dispose()
  }
}
