/** What tests share: seeded random cases. */
@NullMarked
package io.tidemark.testkit;

import org.jspecify.annotations.NullMarked;
