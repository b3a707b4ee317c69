// Whether what has the focus is to be seen: within the map, and under nothing that lies on it.

const parts = [0.1, 0.3, 0.5, 0.7, 0.9]

export function isInSight(target: Element, map: SVGSVGElement): boolean {
  const spots = spotsOf(target)
  const seen = spots.filter(({ x, y }) => map.contains(document.elementFromPoint(x, y)))
  return seen.length >= 0.75 * spots.length
}

function spotsOf(target: Element): DOMPoint[] {
  if (target instanceof SVGPathElement) {
    const [length, toScreen] = [target.getTotalLength(), target.getScreenCTM() ?? undefined]
    return parts.map((part) =>
      DOMPoint.fromPoint(target.getPointAtLength(part * length)).matrixTransform(toScreen),
    )
  }
  const { left, top, width, height } = target.getBoundingClientRect()
  return parts.flatMap((x) => parts.map((y) => new DOMPoint(left + x * width, top + y * height)))
}
