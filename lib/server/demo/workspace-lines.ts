/** What people of the demonstration's workspace write to each other. */
export const OPENINGS = [
  'Good morning everybody.',
  'The printer on the second floor works again.',
  'Who takes the next ticket?',
  'A customer asks how to change the language. Do we have a page for that?',
  'I am away from noon, back at two.',
  'The new opening hours are on the website.',
  'Please have a look at ticket 4711, it waits since yesterday.',
  'Three visits this morning, all of them on time.',
  'Does anybody else have trouble with the headset?',
  'The update goes out tonight at ten.',
  'Remember: the team meets on Thursday.',
  'I wrote down how we answer questions about invoices.',
]

export const ANSWERS = [
  'I do.',
  'Thank you!',
  'Yes, it is in the handbook under “Settings”.',
  'Same here. Plugging it in again helped.',
  'Done, I answered them just now.',
  'Can it wait until tomorrow?',
  'Good to know.',
  'I will have a look this afternoon.',
]
