import { convertUnits } from './units.ts'

/** Makes the DOM take what WeChat's templates give: rpx in styles, and scoped class names beside plain ones. */
export function patchDom(): void {
  const setAttribute = Element.prototype.setAttribute
  Element.prototype.setAttribute = function (name, value) {
    setAttribute.call(this, name, name === 'style' ? convertUnits(String(value)) : value)
  }
  // The framework writes `m3--card` for `card` of an isolated component. Styles use that name; tests look for
  // `card`, so it is written as well.
  const { add, remove } = DOMTokenList.prototype
  const plainName = (name: string) => /^(?:m\d+|app)--(.+)$/.exec(name)?.[1]
  const both = (names: string[]) => names.flatMap((name) => [name, plainName(name) ?? name])
  DOMTokenList.prototype.add = function (...names) {
    add.apply(this, both(names))
  }
  DOMTokenList.prototype.remove = function (...names) {
    remove.apply(this, names)
    for (const name of names) {
      const bare = plainName(name)
      // An element with an extra scope carries the name twice; the plain one goes with the last.
      if (bare && ![...this].some((other) => other !== bare && plainName(other) === bare))
        remove.call(this, bare)
    }
  }
  // Built-in forms and buttons are real HTML ones: they must not send the page away.
  document.addEventListener('submit', (event) => event.preventDefault(), true)
}
