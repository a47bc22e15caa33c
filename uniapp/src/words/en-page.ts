import type { zhPage } from './zh-page'

/** Words of a product's page. */
export const enPage: Record<keyof typeof zhPage, string> = {
  'story.title': 'About it',
  'story.copied': 'Link copied; open it in your browser',
  'gallery.pictures': 'Pictures',
  'gallery.video': 'Video',
  'gallery.model': '3D',
  'gallery.play': 'Play the video',
  'gallery.turn': 'Show the 3D model',
  'gallery.turnHint': 'Drag to turn, pinch to zoom',
  'gallery.failed': 'This device cannot show the 3D model',
  'gallery.show': 'Show picture {n}',
  'nearby.title': 'In stock nearby',
  'nearby.none': 'No store nearby has it at the moment',
  'nearby.stock': '{count} there',
  'nearby.ready': 'Ready {time}',
  'nearby.pickup': 'Pickup',
  'nearby.here': 'Your store',
  'nearby.all': 'All stores',
  'nearby.choose': 'Buy in this store: {name}',
}
