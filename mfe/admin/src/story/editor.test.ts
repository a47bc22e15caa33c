import { expect, it } from 'vitest'
import { cleaned, isStoryLink } from './editor'

it('of what is pasted nothing is left that could run or load', () => {
  const hostile = `<h1 onclick="a()">A<script>b()</script></h1><p style="color:red">c <b>d</b></p><img src=x onerror="e()">
    <a href="https://f.example/" onmouseover="g()">h</a><iframe src="https://i.example"></iframe><svg onload="j()"><script>k()</script></svg>
    <math><mtext><table><mglyph><style><img src onerror=l()></style></mglyph></table></mtext></math><form><button>m</button></form>`
  expect(cleaned(hostile).replace(/\s+/g, ' ').trim()).toBe(
    '<h2>A</h2><p>c <b>d</b></p><img> <a href="https://f.example/">h</a>',
  )
})

it('links lead to https alone', () => {
  const links = [
    'https://a.example/b',
    'http://a.example',
    'javascript:alert(1)',
    'https://',
    ' https://a.example',
    '//a.example',
  ]
  expect(links.map(isStoryLink)).toEqual([true, false, false, false, false, false])
})
