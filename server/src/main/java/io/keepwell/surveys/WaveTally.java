package io.keepwell.surveys;

/// What became of the people of a wave, so far.
///
/// @param invited    whom we asked or are about to ask; their letters may still be on their way
/// @param throttled  not asked, since they were asked not long ago or something of theirs is open
/// @param displaced  not asked, since a more important survey asked in the same hour
/// @param suppressed not asked, since they cannot or do not want to be
/// @param cancelled  taken back before it was their turn
/// @param waiting    whose turn has not come
/// @param sent       whose letter has left, or who were shown it; uncertain ones are not among them
/// @param delivered  whose own server says that it arrived
/// @param bounced    whose letter came back
/// @param failed     whose letter could not be sent
/// @param uncertain  of whose letter nobody knows whether it left
/// @param shown      who were shown it in the messenger
public record WaveTally(
        int invited,
        int throttled,
        int displaced,
        int suppressed,
        int cancelled,
        int waiting,
        int sent,
        int delivered,
        int bounced,
        int failed,
        int uncertain,
        int shown) {

    /// Everybody who was meant.
    public int meant() {
        return invited + throttled + displaced + suppressed + cancelled + waiting + failed;
    }
}
