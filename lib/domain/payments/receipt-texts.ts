import type { ReceiptTexts } from './receipt'

const en: ReceiptTexts = {
  subject: 'Your receipt from Omegoo',
  thanks: 'Thank you. This is the receipt for what you bought.',
  order: 'Order:',
  date: 'Date:',
  bought: (coins) => `Bought: ${coins} coins`,
  price: 'Price:',
  tax: (percent) => `Of that tax (${percent}):`,
  noTax: 'The price holds no tax.',
  paidBy: 'Paid through:',
  simulated: 'Simulated: no money was charged.',
  question: (address) => `Everything you bought is at ${address}`,
}

const hi: ReceiptTexts = {
  subject: 'Omegoo से आपकी रसीद',
  thanks: 'धन्यवाद। आपने जो ख़रीदा, यह उसकी रसीद है।',
  order: 'ऑर्डर:',
  date: 'तारीख़:',
  bought: (coins) => `ख़रीदा: ${coins} सिक्के`,
  price: 'क़ीमत:',
  tax: (percent) => `इसमें कर (${percent}):`,
  noTax: 'क़ीमत में कोई कर नहीं है।',
  paidBy: 'भुगतान का माध्यम:',
  simulated: 'अनुकरण: कोई पैसा नहीं लिया गया।',
  question: (address) => `आपने जो कुछ ख़रीदा है, वह यहाँ है: ${address}`,
}

const ar: ReceiptTexts = {
  subject: 'إيصالك من Omegoo',
  thanks: 'شكرًا لك. هذا إيصال ما اشتريته.',
  order: 'الطلب:',
  date: 'التاريخ:',
  bought: (coins) => `اشتريت: ${coins} عملة`,
  price: 'السعر:',
  tax: (percent) => `منه ضريبة (${percent}):`,
  noTax: 'السعر لا يتضمن ضريبة.',
  paidBy: 'وسيلة الدفع:',
  simulated: 'محاكاة: لم يُخصم أي مبلغ.',
  question: (address) => `كل ما اشتريته تجده هنا: ${address}`,
}

/** By the language of the account. */
export const RECEIPT_TEXTS: Readonly<Record<string, ReceiptTexts>> = { en, hi, ar }
