import { type RJSFSchema, type RJSFValidationError, toErrorSchema, type ValidatorType } from '@rjsf/utils'
import { z } from 'zod'

/**
 * Judges a form by the zod schema that it was made from. (The usual validator compiles code, which the content
 * security policy forbids.) Branches of a union are judged by their part of the JSON Schema.
 */
export function createFormValidator(schema: z.ZodType): ValidatorType<unknown> {
  return {
    validateFormData(formData) {
      const errors = (schema.safeParse(formData, { error: missing }).error?.issues ?? []).map(toFormError)
      return { errors, errorSchema: toErrorSchema(errors) }
    },
    isValid: (part, formData) => isValid(part, formData),
    rawValidation: () => ({}),
  }
}

/** Says of what is not there that it is required, rather than of what type it is not. */
function missing({ input }: { readonly input?: unknown }): string | undefined {
  return input === undefined ? 'Required.' : undefined
}

function toFormError({ path, message }: z.core.$ZodIssue): RJSFValidationError {
  const property = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return { property, message, stack: `${property} ${message}`.trim() }
}

function isValid(part: RJSFSchema, formData: unknown): boolean {
  try {
    return z.fromJSONSchema(part as Parameters<typeof z.fromJSONSchema>[0]).safeParse(formData).success
  } catch {
    // A part that zod cannot read decides nothing.
    return false
  }
}
