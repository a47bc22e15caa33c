import type { BuiltinInstance } from '../types.ts'
import {
  any,
  elementOf,
  findAbove,
  findBelow,
  flag,
  nodeOf,
  number,
  text,
  type BuiltinDefinition,
} from './define.ts'

function wireScroll(instance: BuiltinInstance): void {
  const element = elementOf(instance)
  if (!element) return
  element.classList.toggle('wx-x', instance.data.scrollX)
  element.classList.toggle('wx-y', instance.data.scrollY)
  let edge = ''
  element.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = element
    instance.triggerEvent('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth })
    const { scrollX, upperThreshold, lowerThreshold } = instance.data
    const [at, length, shown] = scrollX
      ? [scrollLeft, scrollWidth, clientWidth]
      : [scrollTop, scrollHeight, clientHeight]
    const isLow = at + shown >= length - (Number(lowerThreshold) || 50)
    const reached = isLow ? 'lower' : at <= (Number(upperThreshold) || 50) ? 'upper' : ''
    if (reached && reached !== edge) {
      const direction = { upper: scrollX ? 'left' : 'top', lower: scrollX ? 'right' : 'bottom' }[reached]
      instance.triggerEvent(`scrollto${reached}`, { direction })
    }
    edge = reached
  })
}

function placeScroll(instance: BuiltinInstance): void {
  const element = elementOf(instance)
  if (!element) return
  const { scrollTop, scrollLeft, scrollIntoView } = instance.data
  if (scrollTop !== null && scrollTop !== '') element.scrollTop = Number(scrollTop)
  if (scrollLeft !== null && scrollLeft !== '') element.scrollLeft = Number(scrollLeft)
  if (scrollIntoView) element.querySelector(`#${CSS.escape(scrollIntoView)}`)?.scrollIntoView()
}

const slidesOf = (swiper: BuiltinInstance) => findBelow(nodeOf(swiper), (node) => node.is === 'swiper-item')

function turn(swiper: BuiltinInstance, current: number, source: string): void {
  if (current === swiper.shown) return
  swiper.shown = current
  drawSlide(swiper)
  const currentItemId = slidesOf(swiper)[current]?.data.itemId ?? ''
  swiper.triggerEvent('change', { current, source, currentItemId })
  swiper.triggerEvent('animationfinish', { current, source, currentItemId })
}

function drawSlide(swiper: BuiltinInstance): void {
  const track = elementOf(swiper)?.querySelector<HTMLElement>('.wx-track')
  const axis = swiper.data.vertical ? 'Y' : 'X'
  if (track) track.style.transform = `translate${axis}(${-100 * (swiper.shown ?? 0)}%)`
}

function wireSwipe(swiper: BuiltinInstance): void {
  const element = elementOf(swiper)
  if (!element) return
  swiper.shown = swiper.data.current
  drawSlide(swiper)
  let start = 0
  const place = (event: TouchEvent) =>
    swiper.data.vertical ? event.changedTouches[0].clientY : event.changedTouches[0].clientX
  element.addEventListener('touchstart', (event) => (start = place(event)))
  element.addEventListener('touchend', (event) => {
    const moved = place(event) - start
    if (Math.abs(moved) < 30) return
    const count = slidesOf(swiper).length
    const next = swiper.shown + (moved < 0 ? 1 : -1)
    const target = swiper.data.circular ? (next + count) % count : Math.min(Math.max(next, 0), count - 1)
    turn(swiper, target, 'touch')
  })
}

/** scroll-view, swiper and swiper-item. A swiper does not play by itself: tests would depend on time. */
export function scrollBuiltins(): Record<string, BuiltinDefinition> {
  return {
    'scroll-view': {
      properties: {
        scrollX: flag,
        scrollY: flag,
        scrollTop: any,
        scrollLeft: any,
        scrollIntoView: text,
        upperThreshold: any,
        lowerThreshold: any,
        refresherEnabled: flag,
        refresherTriggered: flag,
        scrollWithAnimation: flag,
        enhanced: flag,
        showScrollbar: any,
        enableFlex: flag,
        type: text,
      },
      lifetimes: {
        attached() {
          wireScroll(this)
        },
      },
      observers: {
        'scrollTop,scrollLeft,scrollIntoView'() {
          placeScroll(this)
        },
      },
    },
    swiper: {
      properties: {
        current: number(0),
        autoplay: flag,
        interval: any,
        duration: any,
        circular: flag,
        vertical: flag,
        indicatorDots: flag,
        indicatorColor: text,
        indicatorActiveColor: text,
        previousMargin: text,
        nextMargin: text,
        displayMultipleItems: any,
        easingFunction: text,
      },
      lifetimes: {
        attached() {
          wireSwipe(this)
        },
      },
      observers: {
        current(value: number) {
          if (this.shown !== undefined) turn(this, value, '')
        },
      },
      methods: {
        showItem(index: number) {
          turn(this, index, 'touch')
        },
      },
    },
    'swiper-item': {
      properties: { itemId: text },
      lifetimes: {
        attached() {
          const swiper = findAbove(this, 'swiper')?.getMethodCaller?.()
          if (swiper) drawSlide(swiper)
        },
      },
    },
  }
}
