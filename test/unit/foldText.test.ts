import { foldAccents, foldText } from '../../nodes/Companies/company/foldText';
import fc from '../property';

const ascii = fc.array(fc.constantFrom(...'aBI~!  \t')).map((letters) => letters.join(''));

test('a text in ASCII is folded alike alone and beside a word with an accent', () => {
	fc.assert(
		fc.property(ascii, (text) => {
			expect(`é ${foldText(text)}`.trim()).toBe(foldText(`é ${text}`));
			expect(`e ${foldAccents(text)}`).toBe(foldAccents(`é ${text}`));
		}),
	);
});
