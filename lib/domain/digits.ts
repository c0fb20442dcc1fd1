/** The scripts whose digits keyboards and pages of our languages (and their neighbours) type, by their zero. */
const ZEROS = [
  0x06_60, // Arabic
  0x06_f0, // Persian, Urdu
  0x09_66, // Devanagari
  0x09_e6, // Bengali
  0x0a_66, // Gurmukhi
  0x0a_e6, // Gujarati
  0x0b_66, // Odia
  0x0b_e6, // Tamil
  0x0c_66, // Telugu
  0x0c_e6, // Kannada
  0x0d_66, // Malayalam
  0xff_10, // full width
]

/** The text with every decimal digit of another script as 0 to 9; everything else stays as it is. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0
    const zero = ZEROS.find((one) => point >= one && point <= one + 9)
    return zero === undefined ? digit : String(point - zero)
  })
}
