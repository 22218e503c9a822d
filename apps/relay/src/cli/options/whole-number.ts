import { InvalidArgumentError } from 'commander';

/** A parser of whole numbers from 1 to `max`. */
export function wholeNumber(max: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= 1 && number <= max) return number;
    throw new InvalidArgumentError(`Give a whole number from 1 to ${max}.`);
  };
}
