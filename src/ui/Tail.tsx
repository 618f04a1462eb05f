/** The unfinished end of a reply: the only part of it that is drawn again, never taller than its rows. */
import { Box, Text } from 'ink';

/** `rows`: styled lines, each at most as wide as the screen. */
export function Tail({ rows }: { readonly rows: readonly string[] }) {
  if (rows.length === 0) return null;
  return (
    <Box flexDirection="column">
      <Text wrap="truncate">{rows.join('\n')}</Text>
    </Box>
  );
}
