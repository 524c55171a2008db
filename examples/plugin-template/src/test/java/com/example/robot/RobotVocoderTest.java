package com.example.robot;

import org.syrinx.tck.PlugIn;
import org.syrinx.tck.VocoderContract;

/** The robot keeps the contract of vocoders. */
@PlugIn
class RobotVocoderTest extends VocoderContract {}
