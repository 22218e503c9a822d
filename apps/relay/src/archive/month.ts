/** `2024-05`: months of the calendar in UTC, by which the archive is divided. */
export type Month = string;

/** As PostgreSQL reads it. */
export function startOfMonth(month: Month): string {
  return `${month}-01T00:00:00Z`;
}

/** The start of the month after. */
export function endOfMonth(month: Month): string {
  const [year = '', number = ''] = month.split('-');
  const isDecember = number === '12';
  const next = isDecember
    ? `${String(Number(year) + 1).padStart(4, '0')}-01`
    : `${year}-${String(Number(number) + 1).padStart(2, '0')}`;
  return startOfMonth(next);
}
