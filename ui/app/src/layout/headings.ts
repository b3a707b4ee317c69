// How large the headings of sites are on a map of which little can be read: all
// alike, and as large as the longest of them lets them be.
import type { SiteBox } from './map'
import { isInternet } from './rank'

const size = { most: 20, least: 17.5 } // below the least it is broken in two
const letter = 0.57 // of the size, as wide as a letter is in the middle
const beside = 60 // room in a box that is not the heading's

export function headingSize(sites: readonly SiteBox[]): number {
  const sizes = sites
    .filter(({ site }) => !isInternet(site))
    .map(({ site, width }) => (width - beside) / ((site.title ?? site.name).length * letter))
  return Math.max(size.least, Math.min(size.most, ...sizes))
}
