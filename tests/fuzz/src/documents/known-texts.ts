/** Texts of the formats that contracts may ask for, some of them just outside. */
export const knownTexts = `
a A ab abc ABC EUR a-1 a_b a.b 0 1 12 123 deadbeef DEADBEEF cafe
a@b.de o'neil+tag@mail.example.com owner@acme.example
123e4567-e89b-42d3-a456-426614174000 00000000-0000-0000-0000-000000000000
ffffffff-ffff-ffff-ffff-ffffffffffff 019b76da-a800-7000-8000-000000000001
01ARZ3NDEKTSV4RRFFQ69G5FAV V1StGXR8_Z5jdHi6B-myT tz4a98xxat96iws9zmbrgj3a
+4915112345678 192.168.0.1 255.255.255.255 10.0.0.0/8 00:1b:44:11:3a:b7
2024-02-29 2023-02-29 23:59 23:59:59 12:00:00.123 P1Y2M3DT4H5M6S PT0.5S P1W
2024-02-29T12:00:00Z 2025-01-15T10:30:45.123Z 2025-01-01T10:00:00+02:00 2025-01-01T10:00:00
organizationBootstrapWorkflow sendEmailActivity production priority-high
`
  .trim()
  .split(/\s+/);
