/// Web push: says something by browsers that are not looking at Keepwell (RFC 8030), encrypted so that the push service
/// between cannot read it (RFC 8291), in our name (RFC 8292).
@NullMarked
package io.keepwell.notifications.push;

import org.jspecify.annotations.NullMarked;
