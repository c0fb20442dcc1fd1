/**
 * What the viewer of events needs of `@asyncapi/parser` in the browser; next.config.mjs puts it in that package's
 * place, and instead of what only a parser would use.
 */
export {
  isAsyncAPIDocument,
  isOldAsyncAPIDocument,
  isStringifiedDocument,
  toAsyncAPIDocument,
} from '@asyncapi/parser/esm/document.js'
export { unstringify } from '@asyncapi/parser/esm/stringify.js'
export { SchemaV2 } from '@asyncapi/parser/esm/models/index.js'

/** Nothing is parsed here. */
class Absent {
  constructor() {
    throw new Error('The document was parsed while building; there is no parser in the browser.')
  }
}
export {
  Absent as AvroSchemaParser,
  Absent as Document,
  Absent as OpenAPISchemaParser,
  Absent as Parser,
  Absent as ProtoBuffSchemaParser,
}
export const fromURL = () => new Absent()

/** The versions of the format, by which a parser would choose its schema. */
export default { schemas: { '3.0.0': {} } }
