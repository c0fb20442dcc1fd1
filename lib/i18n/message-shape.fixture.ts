import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'

/** What a text needs from the code, and the forms that its grammar distinguishes. */
interface MessageShape {
  /** `name`, `name:plural`, `<tag>` …, sorted, each once. */
  readonly slots: readonly string[]
  /** The forms of each plural, such as `=0`, `one`, `other`. */
  readonly plurals: readonly (readonly string[])[]
}

/** Reads a text as ICU does. @throws when it is not well formed */
export function shapeOf(text: string): MessageShape {
  const slots = new Set<string>()
  const plurals: string[][] = []
  const visit = (element: MessageFormatElement): void => {
    if (element.type === TYPE.tag) {
      slots.add(`<${element.value}>`)
      element.children.forEach(visit)
    } else if (element.type === TYPE.plural || element.type === TYPE.select) {
      slots.add(`${element.value}:${TYPE[element.type]}`)
      if (element.type === TYPE.plural) plurals.push(Object.keys(element.options))
      for (const { value } of Object.values(element.options)) value.forEach(visit)
    } else if (element.type !== TYPE.literal && element.type !== TYPE.pound)
      slots.add(`${element.value}:${TYPE[element.type]}`)
  }
  parse(text).forEach(visit)
  return { slots: [...slots].sort(), plurals }
}
